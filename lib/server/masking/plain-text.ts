import "server-only";
import { countBackslashes } from "./count-backslashes.ts";

/** A text as its patterns are looked for, and the way back to where they are written. */
export type PlainText = {
  text: string;
  /** An offset of `text` in the text as written; one inside of an escape is the escape's beginning. */
  toWritten: (offset: number) => number;
};

/** An escape that became plain; offsets, ends behind the last character. */
type Escape = { plainStart: number; plainEnd: number; start: number; end: number };

/** ASCII in a JSON string, and in an address what needs no escaping there, however often escaped again. */
const escapes =
  /u00(0[89a-d]|[2-7][0-9a-f])|%(?:25){0,8}(2[de]|3\d|[46][1-9a-f]|5[0-9abdf]|7[0-9ae])/gi;

/**
 * The text with `\u0022` written as `\"`, `\u0026` as `&` and `%2D` as `-`. Backslashes that tell how
 * deep a quote is embedded become those of a plain quote: `\\u0022` is `\\\"`.
 */
export function toPlainText(text: string): PlainText {
  const plain = replaceEscapes(text);
  if (!/u005c/i.test(text)) return plain;
  const again = replaceEscapes(plain.text);
  return { text: again.text, toWritten: (offset) => plain.toWritten(again.toWritten(offset)) };
}

function replaceEscapes(text: string): PlainText {
  const found: Escape[] = [];
  const parts: string[] = [];
  let at = 0;
  let length = 0;
  for (const match of text.matchAll(escapes)) {
    const backslashes = match[1] === undefined ? 0 : countBackslashes(text, match.index);
    if (match[1] !== undefined && backslashes === 0) continue;
    // The lowest bit of their number tells how many JSON strings it is inside of.
    const own = backslashes & -backslashes;
    const character = String.fromCharCode(Number.parseInt(match[1] ?? match[2] ?? "", 16));
    const isEscapedAnyway = character === '"' || character === "\\";
    const plain = isEscapedAnyway ? "\\".repeat(own * 2 - 1) + character : character;
    const start = match.index - own;
    parts.push(text.slice(at, start), plain);
    const plainStart = length + start - at;
    length = plainStart + plain.length;
    at = match.index + match[0].length;
    found.push({ plainStart, plainEnd: length, start, end: at });
  }
  if (found.length === 0) return { text, toWritten: (offset) => offset };
  parts.push(text.slice(at));
  return { text: parts.join(""), toWritten: (offset) => toWritten(found, offset) };
}

function toWritten(found: readonly Escape[], offset: number): number {
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((found[middle]?.plainStart ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const before = found[low - 1];
  if (!before) return offset;
  return offset < before.plainEnd ? before.start : before.end + offset - before.plainEnd;
}
