import "server-only";
import { BlockList, isIP } from "node:net";

/** The special-purpose registries of IANA (RFC 6890): loopback, private, link-local, carrier, documentation, multicast. */
const reserved4 = [
  ...(["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"] as const),
  ...(["172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24"] as const),
  ...(["192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"] as const),
  ...(["224.0.0.0/4", "240.0.0.0/4"] as const),
];
/** Inside of the one block of IPv6 that is routed on the internet: tunnels to IPv4, documentation. */
const reserved6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const reserved = new BlockList();
for (const [blocks, family] of [
  [reserved4, "ipv4"],
  [reserved6, "ipv6"],
] as const)
  for (const block of blocks) {
    const [network = "", prefix] = block.split("/");
    reserved.addSubnet(network, Number(prefix), family);
  }
const internet6 = new BlockList();
internet6.addSubnet("2000::", 3, "ipv6");

/** Whether an IP address is one of the internet's, not of this machine or a network around it. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !reserved.check(address, "ipv4");
    case 6:
      return (
        !address.includes("%") &&
        internet6.check(address, "ipv6") &&
        !reserved.check(address, "ipv6")
      );
    default:
      return false;
  }
}
