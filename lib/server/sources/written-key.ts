import "server-only";

const percent = 0x25;
const zero = 0x30;
const backslash = 0x5c;
const letterU = 0x75;
/** JSON writes these behind a backslash, too. */
export const plainEscapes: readonly number[] = [0x22, 0x2f, backslash];

/** JSON in JSON in JSON: each time a backslash is written as two, and the escape's own comes in addition. */
const maxBackslashes = 7;
const maxRun = 64;
/** The backslashes and `u00XX`. */
export const maxWrittenBytes = maxBackslashes + 5;

export const mismatch = -1;
/** So far it is the key, and here the bytes end. */
export const begun = -2;

/**
 * Where the key ends whose byte `index` is written at `at`, each of its bytes as itself, as `\u00XX`, `\/` or `%XX`;
 * else `mismatch` or `begun`.
 */
export function findEnd(view: Buffer, at: number, key: Buffer, index = 0): number {
  let place = at;
  let mayGoOn = false;
  for (let next = index; next < key.length; next += 1) {
    if (place >= view.length) return begun;
    const seen = view[place];
    const isMark = seen === percent || seen === backslash;
    if (seen === key[next]) {
      if (!isMark) {
        place += 1;
        continue;
      }
      const end = findEnd(view, place + 1, key, next + 1);
      if (end >= 0) return end;
      mayGoOn ||= end === begun;
    }
    place = findEscapeEnd(view, place, key[next]);
    if (place < 0) return mayGoOn ? begun : place;
  }
  return place;
}

/**
 * Where the key begins whose first byte was read at `at`: it may be the last of its own escape, as the `1` of
 * `\u0031` and the slash of `\/`, and half an escape would leave JSON that is none.
 */
export function findStart(view: Buffer, at: number, key: Buffer): number {
  for (const mark of [at - 1, at - 2, at - 5])
    if (findEscapeEnd(view, mark, key[0]) === at + 1)
      return mark + 1 - Math.max(1, countOwnBackslashes(countBackslashesBefore(view, mark + 1)));
  return at;
}

function findEscapeEnd(view: Buffer, at: number, byte: number | undefined): number {
  if (view[at] === percent) {
    if (at + 3 > view.length) return begun;
    return readHex(view, at + 1) === byte ? at + 3 : mismatch;
  }
  if (view[at] !== backslash) return mismatch;
  let end = at + 1;
  while (end - at < maxBackslashes && view[end] === backslash) end += 1;
  if (byte === backslash && end - at > 1) return at + 2;
  if (end >= view.length) return begun;
  if (view[end] === byte && plainEscapes.includes(view[end] ?? 0)) return end + 1;
  if (view[end] !== letterU) return mismatch;
  if (end + 5 > view.length) return begun;
  const isByte = view[end + 1] === zero && view[end + 2] === zero;
  return isByte && readHex(view, end + 3) === byte ? end + 5 : mismatch;
}

/** The byte that an escape at `at` stands for; `at` is the last backslash, or the percent sign. */
export function readEscape(view: Buffer, at: number): number {
  if (view[at] === percent) return readHex(view, at + 1);
  const next = view[at + 1] ?? 0;
  return next === letterU ? readHex(view, at + 4) : next;
}

function readHex(view: Buffer, at: number): number {
  return (toDigit(view[at] ?? 0) << 4) | toDigit(view[at + 1] ?? 0);
}

function toDigit(character: number): number {
  if (character >= 0x30 && character <= 0x39) return character - 0x30;
  const letter = character | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : mismatch;
}

/** Of a long run no more than `maxRun`, an even number: a text of backslashes takes time in proportion. */
export function countBackslashesBefore(view: Buffer, end: number): number {
  const from = Math.max(0, end - maxRun);
  let start = end;
  while (start > from && view[start - 1] === backslash) start -= 1;
  return end - start;
}

/**
 * How many of the backslashes before an escape's letter may be overwritten with it: those left stay an even
 * number, for an odd one would escape what is written over the letter.
 */
export function countOwnBackslashes(all: number): number {
  if (all <= maxBackslashes) return all;
  return all % 2 === 1 ? maxBackslashes : maxBackslashes - 1;
}

/** What base64 makes of a key, wherever in the encoded text it begins: only the characters that the key alone decides. */
export function toBase64Forms(key: string): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(key)]);
    const end = Math.floor((bytes.length * 8) / 6);
    const start = Math.ceil((shift * 8) / 6);
    const form = bytes.toString("base64").slice(start, end);
    return [form, form.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
