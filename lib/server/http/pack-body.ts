import "server-only";
import { pipeline } from "node:stream";
import { constants, createGzip, createZstdCompress } from "node:zlib";

/** What a large answer may be packed with. The quickest levels: the text is read once and then gone. */
const packers = {
  zstd: () => createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize }),
  gzip: () => createGzip({ level: 1, chunkSize }),
};
const chunkSize = 64 * 1024;

export type BodyEncoding = keyof typeof packers;

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
  const packer = packers[encoding]();
  // What goes wrong also ends the reading below.
  pipeline(pieces, packer, () => undefined);
  for await (const piece of packer) yield piece;
}
