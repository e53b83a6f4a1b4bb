import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { constants, gzipSync, zstdCompressSync } from "node:zlib";
import { pickEncoding } from "../http/pack-body.ts";
import { startScripts } from "./start-scripts.ts";

const packers = {
  zstd: (text: string) =>
    zstdCompressSync(text, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
  gzip: (text: string) => gzipSync(text, { level: 1 }),
};

/**
 * Lets a page be painted before its scripts are fetched: where cores are few, compiling them takes the first layout's
 * time. Next sends a page in one go anyway; here it is taken whole, changed, and packed.
 */
export function holdScripts({ method, url, headers }: IncomingMessage, response: ServerResponse) {
  if (method !== "GET" || url?.startsWith("/api/") || headers["rsc"] !== undefined) return;
  const encoding = pickEncoding(headers["accept-encoding"]?.toString() ?? null);
  // What Next packs could not be changed any more.
  delete headers["accept-encoding"];
  const pieces: Uint8Array[] = [];
  let isPage = false;

  const sendHead = () => void (response.headersSent || response.writeHead(response.statusCode));
  response.writeHead = new Proxy(response.writeHead, {
    apply(writeHead, self, args) {
      isPage = String(response.getHeader("content-type")).startsWith("text/html");
      if (isPage) response.removeHeader("content-length");
      if (isPage && encoding !== null) response.setHeader("content-encoding", encoding);
      return Reflect.apply(writeHead, self, args);
    },
  });
  response.write = new Proxy(response.write, {
    apply(write, self, args: [Uint8Array | string, ...unknown[]]) {
      sendHead();
      if (!isPage) return Reflect.apply(write, self, args);
      pieces.push(Buffer.from(args[0]));
      const done = args.at(-1);
      if (typeof done === "function") done();
      return true;
    },
  });
  response.end = new Proxy(response.end, {
    apply(end, self, args: [unknown?]) {
      sendHead();
      if (!isPage) return Reflect.apply(end, self, args);
      const [last] = args;
      if (typeof last === "string" || last instanceof Uint8Array) pieces.push(Buffer.from(last));
      const page = toHeld(Buffer.concat(pieces).toString(), headers["content-security-policy"]);
      return Reflect.apply(end, self, [encoding === null ? page : packers[encoding](page)]);
    },
  });
}

/** A `<` stands for itself in tags alone: in texts and in Next's data it is escaped. */
function toHeld(page: string, policy: unknown): string {
  const [, nonce = ""] = /'nonce-([^']+)'/.exec(String(policy)) ?? [];
  return page
    .replaceAll(/<link rel="preload" as="script"[^>]*>/g, "")
    .replaceAll('<script src="', '<script type="held" src="')
    .replace(
      "<head>",
      () => `<head><script nonce="${nonce}">(${startScripts.toString()})()</script>`,
    );
}
