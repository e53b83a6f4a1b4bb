import type { ByteSpan } from "./job-fact.ts";
import { malformed, skipSpace, skipString, skipValue } from "./json-skip.ts";

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const openBrace = 0x7b;

/** A value of a JSON text, and the keys that lead to it as written, quotes and all; null for an item of an array. */
export type JsonStep = { value: ByteSpan; keys: (string | null)[] };

/**
 * The value at these places, each counted from 0 among the members of the one before: where keys repeat, places
 * tell them apart. Undefined where there is none.
 */
export function findJsonStep(bytes: Uint8Array, places: readonly number[]): JsonStep | undefined {
  const decoder = new TextDecoder();
  const keys: JsonStep["keys"] = [];
  let at = skipSpace(bytes, 0);
  for (const place of places) {
    const isObject = bytes[at] === openBrace;
    if (!isObject && bytes[at] !== openBracket) return undefined;
    at = skipSpace(bytes, at + 1);
    for (let member = 0; ; member++) {
      let key: string | null = null;
      if (isObject) {
        const keyEnd = bytes[at] === quote ? skipString(bytes, at) : malformed;
        if (keyEnd === malformed) return undefined;
        if (member === place) key = decoder.decode(bytes.subarray(at, keyEnd));
        at = skipSpace(bytes, skipSpace(bytes, keyEnd) + 1);
      }
      if (member === place) {
        keys.push(key);
        break;
      }
      const end = skipValue(bytes, at);
      const next = end === malformed ? malformed : skipSpace(bytes, end);
      if (next === malformed || bytes[next] !== comma) return undefined;
      at = skipSpace(bytes, next + 1);
    }
  }
  const end = skipValue(bytes, at);
  return end === malformed ? undefined : { value: { start: at, end }, keys };
}
