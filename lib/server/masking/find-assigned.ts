import "server-only";
import { findName, isTimeOfDay, mayEndName } from "./find-name.ts";
import type { Secret } from "./find-secrets.ts";
import { findQuoted, findUnquoted, skip, type Range } from "./find-value.ts";
import { maskMark } from "#lib/domain/mask-mark.ts";
import type { KeyTest } from "./masked-keys.ts";

const equals = /=|%(?:25){0,8}3d/gi;
/** Of an address whose scheme is called like a secret. */
const slashes = /(?:\\{0,63}\/){2}|/y;
const blanks = /[ \t]{0,8}/y;
const escapedBlanks = /(?:[ \t]|\\{1,63}t){0,8}/y;
/** Of prose: "token: expired", "credentials: 3 found". What holds no letter or digit is no secret either. */
const ordinary = /^(?:[A-Z]?[a-z]{1,12}|\d{1,3}|[^A-Za-z\d\u0080-\uffff]+)[.,;:!?)\]}]{0,4}$/;
const symbols = /^[^A-Za-z\d\u0080-\uffff]+$/;
const longestOrdinary = 32;
const scheme = /^(?:[a-z][a-z-]{0,19}|oauth2|(?:aws4|goog4)-[a-z\d-]{1,24})$/i;
/** Of a test's run: `PASS: TestUpload`. */
const testVerdict = "PASS";

type Context = { text: string; isSecretKey: KeyTest; isJson: boolean };

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
  const isColon = sign === ":";
  if (!isSecretKey(named.name) || (isColon && named.name === testVerdict)) return undefined;
  const name = named.name.toLowerCase();
  const signEnd = signAt + sign.length;
  if (isApart && !isColon && /[=>~]/.test(text[signEnd] ?? "")) return undefined;
  if (isColon && skip(slashes, text, signEnd) > signEnd) return undefined;
  const start = skip(isColon || isApart ? escapedBlanks : blanks, text, signEnd);
  const isEscaped = isNested || sign.startsWith("%");
  const toRange = (at: number) => findUnquoted(text, at, { isJson, isNested: isEscaped });
  const quoted = findQuoted(text, start, isJson);
  let secret = quoted ?? toRange(start);
  const isProse = isColon || (!isApart && start > signEnd);
  if (!quoted && isColon && name.endsWith("cookie")) secret = toRestOfCookie(text, secret, toRange);
  else {
    const credentials =
      !quoted && name.endsWith("authorization") && toCredentials(text, secret, toRange);
    if (credentials) secret = credentials;
    else if (isProse && isOrdinary(text, secret, quoted ? symbols : ordinary)) return undefined;
  }
  return secret.end === secret.start ? undefined : { from, ...secret, mark: maskMark };
}

function isOrdinary(text: string, { start, end = text.length }: Range, words: RegExp): boolean {
  return end - start <= longestOrdinary && words.test(text.slice(start, end));
}

/** What stands behind the scheme of `Authorization: ApiKey …`, if the first word is one. */
function toCredentials(
  text: string,
  first: Range,
  toRange: (at: number) => Range,
): Range | undefined {
  if (first.end === undefined || !scheme.test(text.slice(first.start, first.end))) return undefined;
  const next = skip(blanks, text, first.end);
  if (next === first.end) return undefined;
  // What follows may not have come yet.
  if (next === text.length) return { start: first.start, end: undefined };
  const range = toRange(next);
  return range.end === next || isOrdinary(text, range, ordinary) ? undefined : range;
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
