import "server-only";
import { pipeline, type Transform } from "node:stream";
import { constants, createGzip, createZstdCompress } from "node:zlib";

const chunkSize = 64 * 1024;

export type BodyEncoding = "zstd" | "gzip";

/** At the quickest levels: the text is read once and then gone. `piecewise` sends each piece as it comes. */
export function createPacker(encoding: BodyEncoding, { piecewise = false } = {}): Transform {
  return encoding === "zstd"
    ? createZstdCompress({
        chunkSize,
        params: { [constants.ZSTD_c_compressionLevel]: 1 },
        ...(piecewise && { flush: constants.ZSTD_e_flush }),
      })
    : createGzip({ chunkSize, level: 1, ...(piecewise && { flush: constants.Z_SYNC_FLUSH }) });
}

/** The best of our encodings that an `Accept-Encoding` names; null for none. */
export function pickEncoding(accepted: string | null): BodyEncoding | null {
  const names = new Set(
    (accepted ?? "")
      .split(",")
      .map((each) => each.trim().toLowerCase())
      .filter((each) => !/;\s*q=0(?:\.0*)?$/.test(each))
      .map((each) => each.split(";")[0]?.trim()),
  );
  return names.has("zstd") ? "zstd" : names.has("gzip") ? "gzip" : null;
}

/** Packs pieces as they are taken, off the event loop. */
export async function* packBody(
  pieces: AsyncGenerator<Uint8Array, void>,
  encoding: BodyEncoding,
): AsyncGenerator<Uint8Array, void> {
  const packer = createPacker(encoding);
  // What goes wrong also ends the reading below.
  pipeline(pieces, packer, () => undefined);
  for await (const piece of packer) yield piece;
}
