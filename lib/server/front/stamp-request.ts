import "server-only";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { isPublicAddress } from "../sources/public-address.ts";

/** Written by proxies, by Next for itself, or by the door: none of them is believed from outside. */
const strippedHeader =
  /^(?:forwarded|x-forwarded-(?!for$|proto$).*|x-(?:gantry|middleware|invoke|matched|nextjs|now|vercel)-.*|x-original-url|x-rewrite-url|x-real-ip|x-http-method(?:-override)?|x-method-override|content-security-policy(?:-report-only)?)$/;

export type Stamp = {
  /** Of whoever asks, as far as it is known. */
  address: string | null;
  /** It came through a proxy that nobody told us of. */
  isRelayed: boolean;
};

/**
 * Makes a request's headers tell the truth, for everything that reads them later: `x-forwarded-for` is the
 * one address the request came from, `x-forwarded-proto` is `https` where people come by HTTPS. What a proxy
 * says is believed where `PUBLIC_URL` tells that there is one, and it stands in this network.
 */
export function stampRequest(request: IncomingMessage, publicUrl: string | undefined): Stamp {
  const { headers, socket } = request;
  const peer = toAddress(socket.remoteAddress);
  const said = toList(headers["x-forwarded-for"]).at(-1);
  const isBehindProxy = publicUrl !== undefined && peer !== null && !isPublicAddress(peer);
  const address = (isBehindProxy ? toAddress(said) : null) ?? peer;
  const isHttps =
    publicUrl?.startsWith("https:") === true ||
    (isBehindProxy && toList(headers["x-forwarded-proto"]).at(-1) === "https");
  const isRelayed = publicUrl === undefined && (said ?? headers["forwarded"]) !== undefined;

  for (const name of Object.keys(headers)) if (strippedHeader.test(name)) delete headers[name];
  if (address === null) delete headers["x-forwarded-for"];
  else headers["x-forwarded-for"] = address;
  headers["x-forwarded-proto"] = isHttps ? "https" : "http";
  return { address, isRelayed };
}

/** One form for each address: some proxies write IPv4 as IPv6, or the port beside it. Null for what is none. */
function toAddress(text = ""): string | null {
  const address = text
    .replace(/^\[(.*)\](?::\d+)?$/, "$1")
    .replace(/^([\d.]+):\d+$/, "$1")
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .replace(/%.*$/, "");
  return isIP(address) === 0 ? null : address;
}

function toList(value: string | string[] | undefined): string[] {
  return [value ?? []]
    .flat()
    .flatMap((text) => text.split(","))
    .map((text) => text.trim())
    .filter((text) => text !== "");
}
