import "server-only";
import { findJsonSpans } from "#lib/domain/json/spans.ts";

/** What stands where a short-lived address stood. */
const notKept = "(short-lived, not kept)";
/** A member of this name and its text. Inside a JSON text its quotes would be escaped. */
const imageUrl = /("image_url"\s*:\s*)"(?:[^"\\]|\\.)+"/g;
/** Any other address that carries a query: its signature. */
const signed = /("https?:(?:\\?\/){2}(?:[^"\\?]|\\\/)*)\?(?:[^"\\]|\\.)*"/g;

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
  const kept = text.replaceAll(imageUrl, `$1"${notKept}"`).replaceAll(signed, `$1"`);
  return kept === text ? undefined : new TextEncoder().encode(kept);
}
