import "server-only";

const maxChunk = 128;

/** Cut into lengths that are powers of two, so that few different statements are ever prepared. */
export function toChunks<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = [];
  let size = maxChunk;
  for (let from = 0; from < items.length;) {
    while (size > items.length - from) size /= 2;
    chunks.push(items.slice(from, from + size));
    from += size;
  }
  return chunks;
}
