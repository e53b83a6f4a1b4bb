import "server-only";
import { countBackslashes, findInnerSecrets } from "./find-inner-secrets.ts";
import { maskMark } from "#lib/domain/mask-mark.ts";
import type { KeyTest } from "./masked-keys.ts";

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

const equals = /=|\\u003d|%(?:25){0,8}3d/gi;
const separators: ReadonlySet<string> = new Set("?&#;,({\"'\t\n\r ");
const longestName = 64;
/** What stands before a name: `?`, `&`, a space, a quote, also escaped (`\u0026`) or in an address within an address (`%26`). */
const beforeName = /^(?:\\(?:[nrt]|u00(?:26|3f))|%(?:25){0,8}(?:26|3f))/i;
/** What a parameter's value ends before: a space, a quote, `&`, `#` or `<>`, also where they are escaped. */
const parameterValue =
  /(?:[^"'<>\s&#\\]|\\{1,63}\/|\\{1,63}u(?!00(?:0[0-9a-d]|2[02367]|3[ce]))[0-9a-f]{4})*/iy;
/** As `parameterValue`, of an address that is itself part of one. */
const nestedValue = /(?:[^"'<>\s&#\\%]|%(?!(?:25){0,8}(?:2[0236]|3[ce])))*/iy;
/** It may hold an `@` itself: the last one is the address's own. */
const urlPassword = /:(?:\\{0,63}\/){2}[^\s/@:"'<>\\]{0,128}:([^\s/"'<>\\]+)@/g;
const bearer = /\bbearer[ \t]{1,4}([\w.~+/=-]{16,})/gi;

/**
 * Every secret that a text shows by itself, in order: signatures and passwords in addresses, bearer
 * tokens, and what stands under a secret key in JSON. Of a text that is JSON, `isJson`, only what is
 * inside its strings.
 */
export function findSecrets(text: string, isSecretKey: KeyTest, isJson: boolean): Secret[] {
  const found: Secret[] = [];
  if (
    text.includes("=") ||
    text.includes("u003") ||
    text.includes("%3D") ||
    text.includes("%3d") ||
    text.includes("%253")
  )
    findParameters(text, isSecretKey, isJson, found);
  if (text.includes("@")) findGroups(text, urlPassword, found);
  if (/bearer/i.test(text)) findGroups(text, bearer, found);
  if (text.includes(isJson ? String.raw`\"` : '"'))
    findInnerSecrets(text, isSecretKey, isJson, found);
  return found.toSorted((a, b) => a.start - b.start);
}

function findParameters(
  text: string,
  isSecretKey: KeyTest,
  isJson: boolean,
  found: Secret[],
): void {
  for (const match of text.matchAll(equals)) {
    const parameter = toName(text, match.index, isJson);
    if (!parameter) continue;
    const { from, isNested } = parameter;
    const name = parameter.name.toLowerCase();
    if (!signatureNames.has(name) && !isSecretKey(name)) continue;
    const value = isNested || match[0].startsWith("%") ? nestedValue : parameterValue;
    value.lastIndex = match.index + match[0].length;
    const secret = value.exec(text)?.[0] ?? "";
    addSecret(text, found, from, match.index + match[0].length, secret);
  }
}

/** The parameter whose name ends here, and where what separates it from the one before begins. */
function toName(
  text: string,
  end: number,
  isJson: boolean,
): { name: string; from: number; isNested: boolean } | undefined {
  const last = end - countBackslashes(text, end);
  let start = last;
  while (start > 0 && last - start <= longestName && isNamePart(text.charCodeAt(start - 1)))
    start--;
  if (start === last || last - start > longestName) return undefined;
  const before = text[start - 1];
  if (before === undefined)
    return isJson ? undefined : { name: text.slice(0, last), from: 0, isNested: false };
  const escape =
    before === "%" || before === "\\" ? beforeName.exec(text.slice(start - 1, last)) : null;
  if (!escape && !separators.has(before)) return undefined;
  const from = start - 1;
  return {
    name: text.slice(escape ? from + escape[0].length : start, last),
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
    addSecret(text, found, match.index, match.index + match[0].lastIndexOf(secret), secret);
  }
}

function addSecret(
  text: string,
  found: Secret[],
  from: number,
  start: number,
  secret: string,
): void {
  const end = start + secret.length;
  if (end === start && end < text.length) return;
  found.push({ from, start, end: end < text.length ? end : undefined, mark: maskMark });
}
