import "server-only";
import { findJsonSpans } from "#lib/domain/json/spans.ts";
import { countBackslashes } from "../../masking/count-backslashes.ts";

/** What stands where a short-lived address stood. */
const notKept = "(short-lived, not kept)";
/** Up to a member's text, or the scheme of any other address. Inside a JSON text a name's quotes would be escaped. */
const opening = /("image_url"\s*:\s*)"|"https?:(?:\\?\/){2}/g;
/** An address carries a query, its signature, where this comes upon it first. */
const queryOrOther = /[?"]|\\(?!\/)/g;

/**
 * The job's document without the addresses of its artifacts, which must not be stored. All else is as it
 * came, the request untouched.
 */
export function stripAddresses(bytes: Uint8Array): Uint8Array {
  const [request = null] = findJsonSpans(bytes, [["request"]]);
  const { start, end } = request ?? { start: bytes.length, end: bytes.length };
  const [head, tail] = [bytes.subarray(0, start), bytes.subarray(end)].map(strip);
  if (head === undefined && tail === undefined) return bytes;
  return Buffer.concat([
    head ?? bytes.subarray(0, start),
    bytes.subarray(start, end),
    tail ?? bytes.subarray(end),
  ]);
}

/** Undefined where there is nothing to strip, so that the bytes stay the very same. */
function strip(bytes: Uint8Array): Uint8Array | undefined {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const kept: string[] = [];
  let from = 0;
  for (const { 0: opened, 1: isImage, index } of text.matchAll(opening)) {
    const start = index + opened.length;
    if (start < from) continue;
    const cut = isImage ? start : findQuery(text, start);
    if (cut === undefined) continue;
    const end = findStringEnd(text, start);
    if (cut === end) continue;
    kept.push(text.slice(from, cut), isImage ? notKept : "");
    from = end;
  }
  return from === 0 ? undefined : new TextEncoder().encode(kept.join("") + text.slice(from));
}

function findQuery(text: string, start: number): number | undefined {
  queryOrOther.lastIndex = start;
  const found = queryOrOther.exec(text);
  return found?.[0] === "?" ? found.index : undefined;
}

/** By its quotes, since a pattern that repeats has a bound: a string may be 40 MB long. */
function findStringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start);
  while (end !== -1 && countBackslashes(text, end) % 2 === 1) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}
