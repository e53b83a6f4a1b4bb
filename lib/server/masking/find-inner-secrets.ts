import "server-only";
import { countBackslashes } from "./count-backslashes.ts";
import type { Secret } from "./find-secrets.ts";
import { unescapeKey } from "./key-text.ts";
import { maskMark } from "#lib/domain/mask-mark.ts";
import type { KeyTest } from "./masked-keys.ts";

/*
 * JSON inside a string has its quotes escaped, JSON inside that twice over. The backslashes before a
 * quote tell its level: the string's own text none, JSON in it 1, JSON in that 3, then 7.
 */
const space = String.raw`(?:[ \t\r\n]|\\{1,63}[nrt]){0,32}`;
const keyEnd = new RegExp(`"${space}:${space}`, "g");
const escapedKeyEnd = new RegExp(String.raw`\\"${space}:${space}`, "g");
const beforeColon = new RegExp(`^${space}:`);
const longestKey = 1_024;
const behindKeyMax = 34 * 64;

/** Adds what stands under secret keys; with `isJson` not under those of the text itself. */
export function findInnerSecrets(
  text: string,
  isSecretKey: KeyTest,
  isJson: boolean,
  found: Secret[],
): void {
  const pattern = isJson ? escapedKeyEnd : keyEnd;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const closing = match.index + (isJson ? 1 : 0);
    const opening = text.lastIndexOf('"', closing - 1);
    if (opening === -1 || closing - opening > longestKey) continue;
    const key = text.slice(opening + 1, closing);
    if (!isSecretKey(toJudgedKey(key, isJson))) continue;
    const level = levelOf(countBackslashes(text, closing));
    const from = opening - countBackslashes(text, opening);
    pattern.lastIndex = findValues(text, pattern.lastIndex, { from, level }, found);
  }
}

/** A key as it is judged, from where it stands in a text. */
export function toJudgedKey(written: string, isJson: boolean): string {
  return unescapeKey(isJson ? decodeBytes(written) : written);
}

/** A document's text has one character per byte. */
function decodeBytes(text: string): string {
  return /[^\0-\x7f]/.test(text) ? Buffer.from(text, "latin1").toString() : text;
}

/** How deep a quote behind so many backslashes is embedded: 0, 1, 3, 7. */
export function levelOf(backslashes: number): number {
  return backslashes & ~(backslashes + 1);
}

/** Adds the scalars of the value that begins here, but for those behind `limit`. Returns where it ends. */
export function findValues(
  text: string,
  start: number,
  { from, level, limit = Infinity }: { from: number; level: number; limit?: number },
  found: Secret[],
): number {
  const quote = `${"\\".repeat(level)}"`;
  const piece = /(\\*)"|[[\]{}]|-?\d[\d.eE+-]*|[^"\\[\]{}\d-]+|\\+|-/gy;
  let depth = 0;
  piece.lastIndex = start;
  for (let match = piece.exec(text); match; match = piece.exec(text)) {
    const [part] = match;
    if (match.index > limit) return match.index;
    if (/^[\s\\]+$/.test(part)) continue;
    if (match[1] !== undefined) {
      if (levelOf(match[1].length) !== level) return match.index;
      const opened = piece.lastIndex;
      const end = toStringEnd(text, opened, level);
      if (end === undefined) {
        found.push({ from, start: opened, end, mark: maskMark });
        return text.length;
      }
      piece.lastIndex = end + quote.length;
      const behind = text.slice(piece.lastIndex, piece.lastIndex + behindKeyMax);
      const isKey = depth > 0 && beforeColon.test(behind);
      if (!isKey && end > opened) found.push({ from, start: opened, end, mark: maskMark });
    } else if (part === "{" || part === "[") depth++;
    else if (part === "}" || part === "]") depth--;
    else if (/^-?\d/.test(part)) {
      const end = piece.lastIndex < text.length ? piece.lastIndex : undefined;
      found.push({ from, start: match.index, end, mark: quote + maskMark + quote });
    } else if (depth === 0) return match.index;
    if (depth <= 0) return piece.lastIndex;
  }
  found.push({ from, start: text.length, end: undefined, mark: "" });
  return text.length;
}

/** Where the end of a string stands, its backslashes before it; a quote further out ends it as well. */
export function toStringEnd(text: string, from: number, level: number): number | undefined {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    const found = levelOf(Math.min(at - from, countBackslashes(text, at)));
    if (found <= level) return at - found;
  }
  return undefined;
}
