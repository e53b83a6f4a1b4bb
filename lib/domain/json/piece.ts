import { isInEscape } from "./find.ts";

/** A key or scalar as written, a stretch of a long one, and how many UTF-16 units stand before and after it. */
export type JsonPiece = { text: string; before: number; after: number };

/** More is slow to lay out. */
export const pieceMax = 64_000;

/** The beginning of what is written, as far as one can read; where a pattern first matches when that is further on. */
export function readPiece(written: string, mark: string | null): JsonPiece {
  const { length } = written;
  const hit = mark === null || length <= pieceMax ? null : new RegExp(mark, "i").exec(written);
  const isFar = hit !== null && hit.index + hit[0].length > pieceMax;
  const start = isFar ? toEdge(written, Math.min(hit.index - pieceMax / 4, length - pieceMax)) : 0;
  const end = length - start <= pieceMax ? length : toEdge(written, start + pieceMax);
  return { text: written.slice(start, end), before: start, after: length - end };
}

/** The first place from there back that is neither within an escape nor within a character. */
function toEdge(text: string, from: number): number {
  let at = Math.floor(from);
  while (isInEscape(text, at) || /[\uDC00-\uDFFF]/.test(text.charAt(at))) at--;
  return at;
}
