import "server-only";
import { BlockList, isIP } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether an address, as a socket tells it, is this machine's own. */
export function isLoopback(address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:(?=\d)/, "") ?? "";
  const family = isIP(plain);
  return family !== 0 && loopback.check(plain, family === 4 ? "ipv4" : "ipv6");
}

/**
 * Whether a `Host` names this machine in a way that no other site can take over: an IP address, `localhost`, or a
 * name without a dot. A site whose own name resolves to 127.0.0.1 (DNS rebinding) is none of them.
 */
export function isLocalHost(host: string | null, publicUrl: string | undefined): boolean {
  if (host === null) return false;
  const url = URL.parse(`http://${host}`);
  if (!url || url.pathname !== "/" || url.username !== "") return false;
  if (publicUrl !== undefined && url.host === URL.parse(publicUrl)?.host) return true;
  const name = url.hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(name) !== 0 || !name.includes(".") || name.endsWith(".localhost");
}
