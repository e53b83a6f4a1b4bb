import "server-only";
import type { ByteSpan } from "#lib/domain/job-fact.ts";

const nullText = new TextEncoder().encode("null");

/** The JSON text with `null` in the place of these values, so that what is large is not parsed. */
export function cutOut(bytes: Uint8Array, spans: readonly (ByteSpan | null)[]): Uint8Array {
  const cuts = spans.filter((span) => span !== null).toSorted((a, b) => a.start - b.start);
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const { start, end } of cuts) {
    pieces.push(bytes.subarray(at, start), nullText);
    at = end;
  }
  return Buffer.concat([...pieces, bytes.subarray(at)]);
}
