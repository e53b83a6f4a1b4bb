import "server-only";
import { levelOf, toStringEnd } from "./find-inner-secrets.ts";

/** `end` is undefined where it goes on behind the text. */
export type Range = { start: number; end: number | undefined };

/** What a value ends before: a space, a quote, `&`, `#` or `<>`; in a JSON string a line's end is `\n`. */
const plainValue = /(?:[^"'<>\s&#\\]|\\{1,63}(?=[^"'\\]))*/y;
const escapedValue = /(?:[^"'<>\s&#\\]|\\{1,63}(?:\/|u[0-9a-f]{4})|(?:\\\\){1,31}(?=[^"'\\]))*/iy;
/** As `plainValue`, of an address that is itself part of one. */
const nestedValue = /(?:[^"'<>\s&#\\%]|%(?!(?:25){0,8}(?:2[0236]|3[ce])))*/iy;
/** A quote that begins a value, which a quote at a text's end does not. */
const openingQuote = /(\\*)(["'])(?!\s*(?:[,:>}\]]|$))/y;
const plainInside = /[^']*/y;
const escapedInside = /(?:[^'"\\]|\\[^])*/y;

/** Behind what a sticky pattern fits from here. */
export function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.exec(text);
  return pattern.lastIndex;
}

export function findUnquoted(
  text: string,
  start: number,
  { isJson, isNested = false }: { isJson: boolean; isNested?: boolean },
): Range {
  const end = skip(isNested ? nestedValue : isJson ? escapedValue : plainValue, text, start);
  return { start, end: end < text.length ? end : undefined };
}

/** What stands between the quotes that begin here; none where the quote ends the text around. */
export function findQuoted(text: string, from: number, isJson: boolean): Range | undefined {
  openingQuote.lastIndex = from;
  const opening = openingQuote.exec(text);
  if (!opening) return undefined;
  const start = openingQuote.lastIndex;
  const level = levelOf(opening[1]?.length ?? 0);
  if (opening[2] === '"')
    return isJson && level === 0 ? undefined : { start, end: toStringEnd(text, start, level) };
  const end = skip(isJson ? escapedInside : plainInside, text, start);
  if (end === text.length) return { start, end: undefined };
  return text[end] === "'" ? { start, end } : undefined;
}
