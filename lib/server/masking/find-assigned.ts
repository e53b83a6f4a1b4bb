import "server-only";
import { findName, isTimeOfDay, mayEndName } from "./find-name.ts";
import { levelOf, toStringEnd } from "./find-inner-secrets.ts";
import type { Secret } from "./find-secrets.ts";
import { maskMark } from "#lib/domain/mask-mark.ts";
import type { KeyTest } from "./masked-keys.ts";

/** Query parameters that let whoever has the address in, besides those that are secret by their name. */
const signatureNames: ReadonlySet<string> = new Set([
  ...["x-amz-credential", "x-amz-security-token", "x-goog-credential", "x-oss-credential"],
  ...["signature", "sig", "sign", "hmac", "hdnts", "hdnea"],
]);

const equals = /=|%(?:25){0,8}3d/gi;
/** Of an address whose scheme is called like a secret. */
const slashes = /(?:\\{0,63}\/){2}|/y;
const blanks = /[ \t]{0,8}/y;
const escapedBlanks = /(?:[ \t]|\\{1,63}t){0,8}/y;
/** What a parameter's value ends before: a space, a quote, `&`, `#` or `<>`; in a JSON string a line's end is `\n`. */
const parameterValue = /(?:[^"'<>\s&#\\]|\\{1,63}(?=[^"'\\]))*/y;
const escapedValue = /(?:[^"'<>\s&#\\]|\\{1,63}(?:\/|u[0-9a-f]{4})|(?:\\\\){1,31}(?=[^"'\\]))*/iy;
/** As `parameterValue`, of an address that is itself part of one. */
const nestedValue = /(?:[^"'<>\s&#\\%]|%(?!(?:25){0,8}(?:2[0236]|3[ce])))*/iy;
/** A quote that begins a value, which a quote at a text's end does not. */
const openingQuote = /(\\*)(["'])(?!\s*(?:[,:>}\]]|$))/y;
const plainInside = /[^']*/y;
const escapedInside = /(?:[^'"\\]|\\[^])*/y;

/** Of prose: "token: expired", "credentials: 3 found". What holds no letter or digit is no secret either. */
const ordinary = /^(?:[A-Z]?[a-z]{1,12}|\d{1,3}|[^A-Za-z\d\u0080-\uffff]+)[.,;:!?)\]}]{0,4}$/;
const symbols = /^[^A-Za-z\d\u0080-\uffff]+$/;
const longestOrdinary = 32;

type Context = { text: string; isSecretKey: KeyTest; isJson: boolean };
type Range = { start: number; end: number | undefined };

/**
 * Adds what stands behind secret names and a sign: `name=value`, `name = value`, `name: value`. An
 * ordinary word without quotes stays where the sign is a colon, or a `=` with blanks only behind it.
 */
export function findAssigned(
  text: string,
  isSecretKey: KeyTest,
  isJson: boolean,
  found: Secret[],
): void {
  const context = { text, isSecretKey, isJson };
  if (text.includes("=") || /%(?:25)*3d/i.test(text)) {
    equals.lastIndex = 0;
    for (let match = equals.exec(text); match; match = equals.exec(text)) {
      const secret = findBehind(context, match.index, match[0]);
      if (!secret) continue;
      found.push(secret);
      if (secret.end === undefined) break;
      equals.lastIndex = secret.end;
    }
  }
  for (let at = text.indexOf(":"); at !== -1; at = text.indexOf(":", at + 1)) {
    if (!mayEndName(text.charCodeAt(at - 1)) || isTimeOfDay(text, at)) continue;
    const secret = findBehind(context, at, ":");
    if (!secret) continue;
    found.push(secret);
    if (secret.end === undefined) break;
    at = secret.end - 1;
  }
}

/** The secret behind a sign, `=` or `:`, if one is. */
function findBehind(
  { text, isSecretKey, isJson }: Context,
  signAt: number,
  sign: string,
): Secret | undefined {
  const named = findName(text, signAt, sign, isJson);
  if (!named) return undefined;
  const { from, isNested, isApart } = named;
  const name = named.name.toLowerCase();
  const isColon = sign === ":";
  if (!isSecretKey(name) && (isColon || !isSignature(name))) return undefined;
  const signEnd = signAt + sign.length;
  if (isApart && !isColon && /[=>~]/.test(text[signEnd] ?? "")) return undefined;
  if (isColon && skip(slashes, text, signEnd) > signEnd) return undefined;
  const start = skip(isColon || isApart ? escapedBlanks : blanks, text, signEnd);
  const isEscaped = isNested || sign.startsWith("%");
  const toRange = (at: number) => findUnquoted(text, at, isJson, isEscaped);
  const quoted = findQuoted(text, start, isJson);
  let secret = quoted ?? toRange(start);
  const isProse = isColon || (!isApart && start > signEnd);
  if (!quoted && isColon && name.endsWith("cookie")) secret = toRestOfCookie(text, secret, toRange);
  else if (isProse && isOrdinary(text, secret, quoted ? symbols : ordinary)) {
    // The scheme of `Authorization: Token …`.
    if (!isColon || !name.endsWith("authorization") || secret.end === undefined) return undefined;
    secret = toRange(skip(blanks, text, secret.end));
    if (isOrdinary(text, secret, ordinary)) return undefined;
  }
  return secret.end === secret.start ? undefined : { from, ...secret, mark: maskMark };
}

function isSignature(name: string): boolean {
  return signatureNames.has(name) || name.endsWith("-signature");
}

function isOrdinary(text: string, { start, end = text.length }: Range, words: RegExp): boolean {
  return end - start <= longestOrdinary && words.test(text.slice(start, end));
}

/** `sid=1; theme=dark`: it goes on behind each semicolon. */
function toRestOfCookie(text: string, first: Range, toRange: (at: number) => Range): Range {
  let { end } = first;
  while (end !== undefined && end > first.start && text[end - 1] === ";") {
    const next = skip(blanks, text, end);
    if (next === end) break;
    const range = toRange(next);
    if (range.end === next) break;
    ({ end } = range);
  }
  return { start: first.start, end };
}

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.exec(text);
  return pattern.lastIndex;
}

function findUnquoted(text: string, start: number, isJson: boolean, isNested: boolean): Range {
  const plainValue = isJson ? escapedValue : parameterValue;
  const end = skip(isNested ? nestedValue : plainValue, text, start);
  return { start, end: end < text.length ? end : undefined };
}

/** What stands between the quotes that begin here; none where the quote ends the text around. */
function findQuoted(text: string, from: number, isJson: boolean): Range | undefined {
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
