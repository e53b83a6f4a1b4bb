import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { PassThrough, pipeline, Transform, Writable } from "node:stream";
import { createPacker, pickEncoding } from "../http/pack-body.ts";
import { startScripts } from "./start-scripts.ts";

/**
 * Lets a page be painted before its scripts are fetched: where cores are few, compiling them takes the first layout's
 * time. What Next writes is changed and packed piece by piece, so a part that comes late holds up no other.
 */
export function holdScripts({ method, url, headers }: IncomingMessage, response: ServerResponse) {
  if (method !== "GET" || url?.startsWith("/api/") || headers["rsc"] !== undefined) return;
  const encoding = pickEncoding(headers["accept-encoding"]?.toString() ?? null);
  // What Next packs could not be changed any more.
  delete headers["accept-encoding"];
  let page: Writable | undefined;

  const send = response.write.bind(response);
  const finish = response.end.bind(response);
  function openPage(): Writable {
    const [, nonce = ""] = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"])) ?? [];
    const holder = createHolder(nonce, response.hasHeader("cross-origin-opener-policy"));
    const packer =
      encoding === null ? new PassThrough() : createPacker(encoding, { piecewise: true });
    const sender = new Writable({
      write: (piece: Uint8Array, _, done) => void send(piece, done),
      final: (done) => void finish(done),
    });
    // A page that breaks off has told so by closing its response.
    pipeline(holder, packer, sender, () => undefined);
    holder.on("drain", () => response.emit("drain"));
    response.once("close", () => holder.destroy());
    return holder;
  }

  response.writeHead = new Proxy(response.writeHead, {
    apply(writeHead, self, args) {
      if (String(response.getHeader("content-type")).startsWith("text/html")) {
        page = openPage();
        response.removeHeader("content-length");
        if (encoding !== null) response.setHeader("content-encoding", encoding);
      }
      return Reflect.apply(writeHead, self, args);
    },
  });
  const sendHead = () => void (response.headersSent || response.writeHead(response.statusCode));
  response.write = new Proxy(response.write, {
    apply(write, self, args) {
      sendHead();
      return page ? Reflect.apply(page.write, page, args) : Reflect.apply(write, self, args);
    },
  });
  response.end = new Proxy(response.end, {
    apply(end, self, args) {
      sendHead();
      if (!page) return Reflect.apply(end, self, args);
      Reflect.apply(page.end, page, args);
      return response;
    },
  });
}

/** A `<` stands for itself in tags alone, and a `>` ends one: in texts and in Next's data both are escaped. */
function createHolder(nonce: string, isCutOff: boolean): Transform {
  const decoder = new TextDecoder();
  const starter = `<head><script nonce="${nonce}">(${startScripts.toString()})(${isCutOff})</script>`;
  /** A tag of which the end has not come. */
  let begun = "";
  const hold = (text: string) =>
    text
      .replaceAll(/<link rel="preload" as="script"[^>]*>/g, "")
      .replaceAll('<script src="', '<script type="held" src="')
      .replace("<head>", () => starter);
  return new Transform({
    transform(piece: Uint8Array, _, done) {
      const text = begun + decoder.decode(piece, { stream: true });
      const at = text.lastIndexOf("<");
      const end = at > text.lastIndexOf(">") ? at : text.length;
      begun = text.slice(end);
      done(null, hold(text.slice(0, end)));
    },
    flush(done) {
      done(null, hold(begun + decoder.decode()));
    },
  });
}
