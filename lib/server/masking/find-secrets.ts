import "server-only";
import { findInnerSecrets, levelOf, toStringEnd } from "./find-inner-secrets.ts";
import { maskMark } from "#lib/domain/mask-mark.ts";
import type { KeyTest } from "./masked-keys.ts";
import { toPlainText } from "./plain-text.ts";

/** A secret inside a text, to be replaced by the mark. */
export type Secret = {
  /** Where what announces it begins. */
  from: number;
  start: number;
  /** Undefined where it goes on behind the text. */
  end: number | undefined;
  mark: string;
};

/** Query parameters that let whoever has the address in, besides those that are secret by their name. */
const signatureNames: ReadonlySet<string> = new Set([
  ...["x-amz-signature", "x-amz-credential", "x-amz-security-token"],
  ...["x-goog-signature", "x-goog-credential", "x-oss-signature", "x-oss-credential"],
  ...["signature", "sig", "sign", "q-signature", "hmac", "hdnts", "hdnea"],
]);

const equals = /=|%(?:25){0,8}3d/gi;
const separators: ReadonlySet<string> = new Set("?&#;,({\"'\t\n\r ");
const longestName = 64;
/** What stands before a name: `?`, `&`, a space, a quote, also in an address within an address (`%26`). */
const beforeName = /^(?:\\[nrt]|%(?:25){0,8}(?:26|3f))/i;
/** What a parameter's value ends before: a space, a quote, `&`, `#` or `<>`; in a JSON string a line's end is `\n`. */
const parameterValue = /(?:[^"'<>\s&#\\]|\\{1,63}(?=[^"'\\]))*/y;
const escapedValue = /(?:[^"'<>\s&#\\]|\\{1,63}(?:\/|u[0-9a-f]{4})|(?:\\\\){1,31}(?=[^"'\\]))*/iy;
/** As `parameterValue`, of an address that is itself part of one. */
const nestedValue = /(?:[^"'<>\s&#\\%]|%(?!(?:25){0,8}(?:2[0236]|3[ce])))*/iy;
/** It may hold an `@` itself: the last one is the address's own. One with a `/` is told from a port. */
const urlPassword =
  /:(?:\\{0,63}\/){2}[^\s/@:"'<>\\]{0,128}:([^\s/"'<>\\]+|(?!\d{1,5}['\\/])(?:[^\s@"<>\\]|\\{1,63}\/){1,256})@/g;
/** A quote that begins a value, which a quote at a text's end does not. */
const openingQuote = /(\\*)(["'])(?!\s*(?:[,:>}\]]|$))/y;
const plainInside = /[^']*/y;
const escapedInside = /(?:[^'"\\]|\\[^])*/y;
const authorization =
  /\b(?:bearer[ \t]{1,4}(?=[\w.~+/=-]{16})|authorization:[ \t]{0,4}basic[ \t]{1,4})([\w.~+/=-]+)/gi;

/**
 * Every secret that a text shows by itself, in order: signatures and passwords in addresses, bearer
 * tokens, and what stands under a secret key in JSON. Of a text that is JSON, `isJson`, only what is
 * inside its strings.
 */
export function findSecrets(written: string, isSecretKey: KeyTest, isJson: boolean): Secret[] {
  const { text, toWritten } = toPlainText(written);
  const found: Secret[] = [];
  if (text.includes("=") || /%(?:25)*3d/i.test(text))
    findParameters(text, isSecretKey, isJson, found);
  if (text.includes("@")) findGroups(text, urlPassword, found);
  if (/bearer|basic/i.test(text)) findGroups(text, authorization, found);
  if (text.includes(isJson ? String.raw`\"` : '"'))
    findInnerSecrets(text, isSecretKey, isJson, found);
  return mergeOverlapping(found).map(({ from, start, end, mark }) => ({
    from: toWritten(from),
    start: toWritten(start),
    end: end === undefined ? end : toWritten(end),
    mark,
  }));
}

/** In order, what several patterns found as one. */
function mergeOverlapping(found: readonly Secret[]): Secret[] {
  const merged: Secret[] = [];
  for (const secret of found.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (!last || (last.end !== undefined && secret.start >= last.end)) merged.push({ ...secret });
    else {
      last.from = Math.min(last.from, secret.from);
      last.end = last.end && secret.end && Math.max(last.end, secret.end);
    }
  }
  return merged;
}

function findParameters(
  text: string,
  isSecretKey: KeyTest,
  isJson: boolean,
  found: Secret[],
): void {
  equals.lastIndex = 0;
  for (let match = equals.exec(text); match; match = equals.exec(text)) {
    const parameter = toName(text, match.index, isJson);
    if (!parameter) continue;
    const { from, isNested } = parameter;
    const name = parameter.name.toLowerCase();
    if (!signatureNames.has(name) && !isSecretKey(name)) continue;
    const start = equals.lastIndex;
    const isEscaped = isNested || match[0].startsWith("%");
    const secret = findQuoted(text, start, isJson) ?? findUnquoted(text, start, isJson, isEscaped);
    if (secret.end !== secret.start) found.push({ from, ...secret, mark: maskMark });
    if (secret.end === undefined) return;
    equals.lastIndex = secret.end;
  }
}

type Range = { start: number; end: number | undefined };

function findUnquoted(text: string, start: number, isJson: boolean, isNested: boolean): Range {
  const plainValue = isJson ? escapedValue : parameterValue;
  const value = isNested ? nestedValue : plainValue;
  value.lastIndex = start;
  value.exec(text);
  const end = value.lastIndex;
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
  const inside = isJson ? escapedInside : plainInside;
  inside.lastIndex = start;
  inside.exec(text);
  const end = inside.lastIndex;
  if (end === text.length) return { start, end: undefined };
  return text[end] === "'" ? { start, end } : undefined;
}

/** The parameter whose name ends here, and where what separates it from the one before begins. */
function toName(
  text: string,
  end: number,
  isJson: boolean,
): { name: string; from: number; isNested: boolean } | undefined {
  let start = end;
  while (start > 0 && end - start <= longestName && isNamePart(text.charCodeAt(start - 1))) start--;
  if (start === end || end - start > longestName) return undefined;
  const before = text[start - 1];
  if (before === undefined)
    return isJson ? undefined : { name: text.slice(0, end), from: 0, isNested: false };
  const escape =
    before === "%" || before === "\\" ? beforeName.exec(text.slice(start - 1, end)) : null;
  if (!escape && !separators.has(before)) return undefined;
  const from = start - 1;
  return {
    name: text.slice(escape ? from + escape[0].length : start, end),
    from,
    isNested: escape !== null && before === "%",
  };
}

function isNamePart(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x5f ||
    code === 0x7e
  );
}

function findGroups(text: string, pattern: RegExp, found: Secret[]): void {
  for (const match of text.matchAll(pattern)) {
    const secret = match[1] ?? "";
    const start = match.index + match[0].lastIndexOf(secret);
    const end = start + secret.length < text.length ? start + secret.length : undefined;
    found.push({ from: match.index, start, end, mark: maskMark });
  }
}
