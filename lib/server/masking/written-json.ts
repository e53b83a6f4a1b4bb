import "server-only";
import { levelOf, toStringEnd } from "./find-inner-secrets.ts";

/** JSON whose quotes have so many backslashes before them. */
export type WrittenJson = { text: string; level: number };

/** A scalar between `start` and `end`, and where the text goes on behind its quotes. */
export type Scalar = { start: number; end: number; next: number };

/** What stands between a name and its value is hardly longer. */
const longestBetween = 256;
const mostBlanks = 32;

const quote = 0x22;
const backslash = 0x5c;
const escapedBlank = /(?:[ \t\r\n]|\\{1,63}[nrt]){0,32}/y;
const word = /[\w.+-]+/y;
const piece = /(\\*)"|[[\]{}]|[^"\\[\]{}]+|\\+/y;
/** Part of an escape may have come, but not all of it. */
const cut = /\\*(?:(?<=\\)u[\da-f]{0,3})?$/iy;

/**
 * The text ends before it can be told. Every function here throws it, and answers undefined where something
 * else stands.
 */
export class TextEnds extends Error {
  override readonly name = "TextEnds";
}

const textEnds = new TextEnds();

function requireMore(text: string, at: number): void {
  if (at < text.length && text.charCodeAt(at) !== backslash) return;
  cut.lastIndex = at;
  if (cut.test(text)) throw textEnds;
}

function fit(text: string, pattern: RegExp, at: number): number | undefined {
  pattern.lastIndex = at;
  if (pattern.test(text)) return pattern.lastIndex;
  requireMore(text, at);
  return undefined;
}

export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at - from < mostBlanks && isBlank(text.charCodeAt(at))) at++;
  return text.charCodeAt(at) === backslash ? (fit(text, escapedBlank, from) ?? from) : at;
}

/** Behind a sign and the blanks around it. */
export function readSign(text: string, sign: string, from: number): number | undefined {
  const at = skipBlanks(text, from);
  if (text[at] === sign) return skipBlanks(text, at + 1);
  requireMore(text, at);
  return undefined;
}

/** Of the quote that stands here. */
export function readLevel(text: string, at: number): number | undefined {
  let end = at;
  while (text.charCodeAt(end) === backslash) end++;
  if (text.charCodeAt(end) === quote) return levelOf(end - at);
  requireMore(text, at);
  return undefined;
}

/** Behind the quote that stands here, when it is one of this level. */
export function beginString({ text, level }: WrittenJson, at: number): number | undefined {
  if (readLevel(text, at) !== level) return undefined;
  return text.indexOf('"', at) + 1;
}

export function readString(json: WrittenJson, at: number): Scalar | undefined {
  const { text, level } = json;
  const start = beginString(json, at);
  if (start === undefined) return undefined;
  const end = toStringEnd(text, start, level);
  if (end === undefined) throw textEnds;
  const next = end + level + 1;
  return text.charCodeAt(next - 1) === quote ? { start, end, next } : undefined;
}

export function readScalar(json: WrittenJson, at: number): Scalar | undefined {
  const string = readString(json, at);
  if (string) return string;
  const end = fit(json.text, word, at);
  if (end === undefined) return undefined;
  if (end === json.text.length) throw textEnds;
  return { start: at, end, next: end };
}

/** Behind a value, unless it is a long list or object. */
export function skipValue(json: WrittenJson, from: number): number | undefined {
  const scalar = readScalar(json, from);
  if (scalar) return scalar.next;
  let at = from;
  let depth = 0;
  do {
    const end = fit(json.text, piece, at);
    if (end === undefined || at - from > longestBetween) return undefined;
    const last = json.text[end - 1];
    if (last === '"') {
      const string = readString(json, at);
      if (!string) return undefined;
      at = string.next;
      continue;
    }
    if (last === "{" || last === "[") depth++;
    else if (last === "}" || last === "]") depth--;
    at = end;
  } while (depth > 0);
  return depth === 0 ? at : undefined;
}

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
