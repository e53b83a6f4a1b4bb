import "server-only";
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";

const compress = promisify(gzip);
const contentTypes = new Map([
  [".js", "application/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
]);

/** Chromium compiles scripts of this size while they arrive, off the page's main thread. */
const streamedBytes = 30 * 1_024;
/**
 * Has it compile the functions in them there too. Left to their first call they are compiled on the main
 * thread: measured on the job page, the longest task took 1.3 to 1.5 times as long.
 */
const compileHint = Buffer.from("//# allFunctionsCalledOnLoad\n");

type StaticFile = { contentType: string; plain: Load; packed: Load };
type Load = () => Promise<Buffer>;

/**
 * Scripts and styles of the build and, for tabs that are still open, of the build before,
 * compressed once and kept. Next compresses each anew for every request, which took 44 ms of CPU a page.
 */
export function createStaticFiles(directories: readonly string[]) {
  const files = new Map<string, StaticFile>();
  for (const directory of directories)
    for (const file of globSync("**/*.{js,css}", { cwd: directory })) {
      const contentType = contentTypes.get(path.extname(file));
      if (contentType === undefined) continue;
      const plain = keepLoaded(() => readHinted(path.join(directory, file)));
      const packed = keepLoaded(async () =>
        compress(await readHinted(path.join(directory, file)), {
          level: constants.Z_BEST_COMPRESSION,
        }),
      );
      files.set(`/_next/static/${file.split(path.sep).join("/")}`, { contentType, plain, packed });
    }

  /** Answers when the file is one of the build's. */
  return async function serveStatic(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    const file = request.method === "GET" ? files.get(request.url ?? "") : undefined;
    if (!file) return false;
    const isPacked = /\bgzip\b/.test(request.headers["accept-encoding"]?.toString() ?? "");
    const bytes = await (isPacked ? file.packed() : file.plain());
    response.writeHead(200, {
      "content-type": file.contentType,
      ...(isPacked && { "content-encoding": "gzip" }),
      "content-length": bytes.byteLength,
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept-Encoding",
    });
    response.end(bytes);
    return true;
  };
}

function keepLoaded(load: Load): Load {
  let loaded: Promise<Buffer> | undefined;
  return () =>
    (loaded ??= load().catch((error: unknown) => {
      // The next one who asks has it tried again.
      loaded = undefined;
      throw error;
    }));
}

async function readHinted(file: string): Promise<Buffer> {
  const bytes = await readFile(file);
  const isHinted = file.endsWith(".js") && bytes.byteLength > streamedBytes;
  return isHinted ? Buffer.concat([compileHint, bytes]) : bytes;
}
