import "server-only";
import { countBackslashes } from "./count-backslashes.ts";
import { findValues, levelOf, toJudgedKey, toStringEnd } from "./find-inner-secrets.ts";
import type { Secret } from "./find-secrets.ts";
import { maskMark } from "#lib/domain/mask-mark.ts";
import type { KeyTest } from "./masked-keys.ts";
import {
  beginString,
  isBlank,
  readLevel,
  readScalar,
  readSign,
  readString,
  skipBlanks,
  skipValue,
  TextEnds,
  type Scalar,
} from "./written-json.ts";

/** All that tells of a pair stands within so many characters; behind a secret name, of which there are few, within more. */
const pairLength = 8_192;
const namedLength = 65_536;
/** So much of a list or an object is masked that is the value of a pair. */
const valueLength = 65_536;
const longestName = 128;
/** Behind a name, and behind a value, of which there are more. */
const mostMembers = { untilValue: 16, untilName: 4 };
const mostBlanks = 32;

const quote = 0x22;
/** Whether a key holds a name, or else its value. */
const pairKeys: ReadonlyMap<string, boolean> = new Map([
  ...["name", "key", "header", "field"].map((key) => [key, true] as const),
  ...["value", "val"].map((key) => [key, false] as const),
]);
const longestPairKey = 6;
const flag = /^--[a-z][\w-]*$/i;

type Context = { text: string; isSecretKey: KeyTest; isJson: boolean; found: Secret[] };

/**
 * Where a pair begins, and behind what shows that it may be one. What begins at `undecided` is masked, unless
 * more of the text tells that it is no secret.
 */
type Beginning = { from: number; level: number; at: number; undecided?: number };

/**
 * Adds what JSON tells to be a secret by the string beside it: of `{"name": "API_KEY", "value": …}` in either
 * order, of `[["X-Api-Key", …], …]` and of `["--token", …]`.
 */
export function findPairs(
  text: string,
  isSecretKey: KeyTest,
  isJson: boolean,
  found: Secret[],
): void {
  const context = { text, isSecretKey, isJson, found };
  for (let at = text.indexOf(":"); at !== -1; at = text.indexOf(":", at + 1)) {
    const key = findPairKey(text, at);
    if (key) attempt(context, key, key.isName ? maskBehindName : maskBeforeName);
  }
  for (let at = text.indexOf("["); at !== -1; at = text.indexOf("[", at + 1)) {
    if (!/["\\\s]/.test(text[at + 1] ?? "")) continue;
    const from = findItemStart(text, at);
    if (from === -1) continue;
    attempt(context, { from, level: 0, at: at + 1 }, maskSecondOfTwo);
  }
  for (let at = text.indexOf('"--'); at !== -1; at = text.indexOf('"--', at + 1)) {
    const backslashes = countBackslashes(text, at);
    const beginning = { from: at - backslashes, level: levelOf(backslashes), at: at - backslashes };
    attempt(context, beginning, maskBehindFlag);
  }
}

/** Where the text ends before a pair is told, nothing of it is let go before more has come. */
function attempt(
  context: Context,
  beginning: Beginning,
  mask: (context: Context, beginning: Beginning) => void,
): void {
  const { text, found } = context;
  const { from } = beginning;
  try {
    mask(context, beginning);
  } catch (error) {
    if (!(error instanceof TextEnds)) throw error;
    const { undecided } = beginning;
    if (undecided !== undefined)
      found.push({ from, start: undecided, end: undefined, mark: maskMark });
    else if (text.length - from <= (mask === maskBehindName ? namedLength : pairLength))
      found.push({ from, start: text.length, end: undefined, mark: "" });
  }
}

/** The key before a colon, when it is one of a pair's. */
function findPairKey(text: string, colonAt: number): (Beginning & { isName: boolean }) | undefined {
  let quoteAt = colonAt - 1;
  while (colonAt - quoteAt < mostBlanks && isBlank(text.charCodeAt(quoteAt))) quoteAt--;
  if (text.charCodeAt(quoteAt) !== quote) return undefined;
  const end = quoteAt - countBackslashes(text, quoteAt);
  let start = end;
  while (end - start <= longestPairKey && text.charCodeAt(start - 1) !== quote) start--;
  const isName = pairKeys.get(text.slice(start, end).toLowerCase());
  if (isName === undefined) return undefined;
  const from = start - 1 - countBackslashes(text, start - 1);
  return { from, level: levelOf(quoteAt - end), at: colonAt + 1, isName };
}

function maskBehindName(context: Context, { from, level, at }: Beginning): void {
  const { text, found } = context;
  const name = readString({ text, level }, skipBlanks(text, at));
  if (!name || !isSecretName(context, name)) return;
  const valueAt = findMember(text, { from, level, at: name.next }, false);
  if (valueAt !== undefined && valueAt - from <= namedLength)
    findValues(text, valueAt, { from, level, limit: valueAt + valueLength }, found);
}

function maskBeforeName(context: Context, { from, level, at }: Beginning): void {
  const { text, found } = context;
  const json = { text, level };
  const value = readScalar(json, skipBlanks(text, at));
  if (!value) return;
  const nameAt = findMember(text, { from, level, at: value.next }, true);
  const name = nameAt === undefined ? undefined : readString(json, nameAt);
  if (!name || name.next - from > pairLength || !isSecretName(context, name)) return;
  const { start, end } = value;
  if (value.next > end && end > start) found.push({ from, start, end, mark: maskMark });
  else if (value.next === end && /\d/.test(text.slice(start, end))) {
    const marks = `${"\\".repeat(level)}"`;
    found.push({ from, start, end, mark: marks + maskMark + marks });
  }
}

/** Where the value of the next member begins that holds a name, or else a value. */
function findMember(
  text: string,
  { from, level, at }: Beginning,
  isName: boolean,
): number | undefined {
  const json = { text, level };
  let end: number | undefined = at;
  const most = isName ? mostMembers.untilName : mostMembers.untilValue;
  const longest = isName ? pairLength : namedLength;
  for (let count = 0; count < most; count++) {
    if (end === undefined || end - from > longest) return undefined;
    const keyAt = readSign(text, ",", end);
    const key = keyAt === undefined ? undefined : readString(json, keyAt);
    const valueAt = key && readSign(text, ":", key.next);
    if (valueAt === undefined) return undefined;
    if (pairKeys.get(text.slice(key?.start, key?.end).toLowerCase()) === isName) return valueAt;
    end = skipValue(json, valueAt);
  }
  return undefined;
}

function maskSecondOfTwo(context: Context, beginning: Beginning): void {
  const { text } = context;
  const at = skipBlanks(text, beginning.at);
  const level = readLevel(text, at);
  if (level === undefined) return;
  Object.assign(beginning, { at, level });
  maskBehindItem(context, beginning, ({ next }) => readSign(text, "]", next) !== undefined);
}

function maskBehindFlag(context: Context, beginning: Beginning): void {
  const { text } = context;
  const name = readString({ text, level: beginning.level }, beginning.at);
  if (!name || !flag.test(text.slice(name.start, name.end))) return;
  maskBehindItem(context, beginning, ({ next }) => readSign(text, ":", next) === undefined);
}

/** Adds the string behind the one that stands here, where that is a secret name. */
function maskBehindItem(
  context: Context,
  beginning: Beginning,
  isValue: (string: Scalar) => boolean,
): void {
  const { text, found } = context;
  const { from, level, at } = beginning;
  const json = { text, level };
  const name = readString(json, at);
  if (!name || !isSecretName(context, name)) return;
  const valueAt = readSign(text, ",", name.next);
  const start = valueAt === undefined ? undefined : beginString(json, valueAt);
  if (valueAt === undefined || start === undefined || text.startsWith("--", start)) return;
  const end = toStringEnd(text, start, level);
  // Longer than what is waited for, whatever follows.
  if (end !== undefined && end - from > pairLength) {
    found.push({ from, start, end, mark: maskMark });
    return;
  }
  beginning.undecided = start;
  const value = readString(json, valueAt);
  if (value && value.end > start && isValue(value))
    found.push({ from, start, end: value.end, mark: maskMark });
}

/** The comma or bracket before an array that is itself an item of one; -1 where it is none. */
function findItemStart(text: string, bracketAt: number): number {
  let at = bracketAt - 1;
  for (let count = 0; count < mostBlanks; count++) {
    if (isBlank(text.charCodeAt(at))) at--;
    else if (/[nrt]/.test(text[at] ?? "") && text[at - 1] === "\\") {
      at--;
      at -= countBackslashes(text, at + 1);
    } else break;
  }
  return text[at] === "," || text[at] === "[" ? at : -1;
}

function isSecretName({ text, isSecretKey, isJson }: Context, { start, end }: Scalar): boolean {
  return end - start <= longestName && isSecretKey(toJudgedKey(text.slice(start, end), isJson));
}
