import "server-only";
import { findAssigned } from "./find-assigned.ts";
import { findFlags } from "./find-flags.ts";
import { findInnerSecrets } from "./find-inner-secrets.ts";
import { findPairs } from "./find-pairs.ts";
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

/** It may hold an `@` itself: the last one is the address's own. One with a `/` is told from a port. */
const urlPassword =
  /:(?:\\{0,63}\/){2}[^\s/@:"'<>\\]{0,128}:([^\s/"'<>\\]+|(?!\d{1,5}['\\/])(?:[^\s@"<>\\]|\\{1,63}\/){1,256})@/g;
/** A user name that is long and has a digit is a token: `https://ghp_…@github.com`. */
const urlToken =
  /:(?:\\{0,63}\/){2}(?=[a-z._~+%-]{0,255}\d)([\w.~+%-]{20,255})(?=(?::[^\s/@:"'<>\\]{0,128})?@)/gi;
/** The `n` of an escaped line's end and the `m` of a terminal's colour are no part of the word behind. */
const authorization =
  /(?:\b|(?<=\\[nrtbf]|\[[\d;]{0,16}m))(?:bearer[ \t]{1,4}(?=[\w.~+/=-]{16})|authorization:[ \t]{0,4}basic[ \t]{1,4})([\w.~+/=-]+)/gi;
const privateKey = /-----BEGIN (?:[A-Z\d]{1,16} ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;
const privateKeyEnd = /-----|\\*"/g;

/**
 * Every secret that a text shows by itself, in order: signatures and passwords in addresses, bearer
 * tokens, private keys, and what stands behind or, in JSON, under or beside a secret key. Of a text that is JSON, `isJson`, only
 * what is inside its strings, or beside them.
 */
export function findSecrets(written: string, isSecretKey: KeyTest, isJson: boolean): Secret[] {
  const { text, toWritten } = toPlainText(written);
  const found: Secret[] = [];
  findAssigned(text, isSecretKey, isJson, found);
  if (text.includes("@")) {
    findGroups(text, urlPassword, found);
    findGroups(text, urlToken, found);
  }
  if (text.includes("PRIVATE KEY")) findPrivateKeys(text, found);
  if (/bearer|basic/i.test(text)) findGroups(text, authorization, found);
  if (text.includes(isJson ? String.raw`\"` : '"'))
    findInnerSecrets(text, isSecretKey, isJson, found);
  if (text.includes("--")) findFlags(text, isSecretKey, isJson, found);
  if (text.includes('"')) findPairs(text, isSecretKey, isJson, found);
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

function findGroups(text: string, pattern: RegExp, found: Secret[]): void {
  for (const match of text.matchAll(pattern)) {
    const secret = match[1] ?? "";
    const start = match.index + match[0].lastIndexOf(secret);
    const end = start + secret.length < text.length ? start + secret.length : undefined;
    found.push({ from: match.index, start, end, mark: maskMark });
  }
}

/** From behind the first line to the last one, or to the end of the string around. */
function findPrivateKeys(text: string, found: Secret[]): void {
  privateKey.lastIndex = 0;
  for (let match = privateKey.exec(text); match; match = privateKey.exec(text)) {
    const start = privateKey.lastIndex;
    privateKeyEnd.lastIndex = start;
    const end = privateKeyEnd.exec(text)?.index;
    if (end !== start) found.push({ from: match.index, start, end, mark: maskMark });
    if (end === undefined) return;
    privateKey.lastIndex = end;
  }
}
