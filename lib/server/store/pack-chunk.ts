import "server-only";
import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompressSync } from "node:zlib";

/** How a chunk is stored: as it came, or by RFC 8878. */
export type ChunkEncoding = "zstd" | null;

export type PackedChunk = { bytes: Uint8Array; encoding: ChunkEncoding };

/** Smaller documents, most of them, would save little. */
const smallestBytes = 4_096;
/** Chunks that hardly shrink, images above all, are cheaper to read as they are. */
const worthwhile = 0.9;
const options = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };
const compress = promisify(zstdCompress);

/** Packs off the event loop. */
export async function packChunk(bytes: Uint8Array): Promise<PackedChunk> {
  if (bytes.byteLength < smallestBytes) return { bytes, encoding: null };
  const packed = await compress(bytes, options);
  return packed.byteLength < bytes.byteLength * worthwhile
    ? { bytes: packed, encoding: "zstd" }
    : { bytes, encoding: null };
}

/** A quarter of a megabyte takes less than a millisecond, which is less than a thread's turn would. */
export function unpackChunk({ bytes, encoding }: PackedChunk): Uint8Array {
  return encoding === null ? bytes : zstdDecompressSync(bytes);
}
