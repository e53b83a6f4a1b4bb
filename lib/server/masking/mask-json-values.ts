import "server-only";
import type { ByteFilter, Emit } from "./byte-filter.ts";
import { getKeyBytesTest } from "./key-bytes.ts";
import { maskMark } from "#lib/domain/mask-mark.ts";
import type { KeyTest } from "./masked-keys.ts";

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** A key is judged by its ending, so no more of a long one is kept. */
const keyTailBytes = 512;
/** Strings are mostly short; past this many bytes the native search is the faster one. */
const shortString = 24;

const longestSkipped = 256;

const nothing = new Uint8Array();
const mark = new TextEncoder().encode(maskMark);
const quotedMark = new TextEncoder().encode(`"${maskMark}"`);

const reading = {
  /** Outside of strings, nothing to mask. */
  plain: 0,
  string: 1,
  /** Behind a string, which is a key when a colon follows. */
  afterString: 2,
  /** Before a value to mask, or between those of a container to mask. */
  secret: 3,
  secretKey: 4,
  secretString: 5,
  secretNumber: 6,
} as const;

/**
 * Masks the values under secret keys of a JSON text and changes no other byte: strings that are not
 * empty and numbers become the mark, in objects and arrays every one of them. A text that is no JSON
 * goes through as far as it looks like one.
 */
export function createJsonValueMasker(isSecretKey: KeyTest): ByteFilter {
  const isSecret = getKeyBytesTest(isSecretKey);
  let state: number = reading.plain;
  let isEscaped = false;
  /** What earlier pieces held of the string being read. */
  let before: Uint8Array = nothing;
  /** Whether each open container of a secret value is an object, innermost last. */
  let containers: boolean[] = [];
  let expectsKey = false;
  let isEmptyString = true;

  /** The offset of the quote that ends the string, or the end of the piece. */
  function toStringEnd(bytes: Uint8Array, from: number): number {
    let at = from;
    const shortEnd = Math.min(bytes.length, from + shortString);
    for (; at < shortEnd; at++) {
      const byte = bytes[at];
      if (isEscaped) isEscaped = false;
      else if (byte === backslash) isEscaped = true;
      else if (byte === quote) return at;
    }
    while (at < bytes.length) {
      if (isEscaped) {
        isEscaped = false;
        at++;
        continue;
      }
      const end = bytes.indexOf(quote, at);
      const stop = end === -1 ? bytes.length : end;
      let before = stop;
      while (before > at && bytes[before - 1] === backslash) before--;
      const isOdd = (stop - before) % 2 === 1;
      if (end === -1) {
        isEscaped = isOdd;
        return stop;
      }
      if (!isOdd) return stop;
      at = stop + 1;
    }
    return at;
  }

  /** The offset of a quote that must be looked at: short strings that are no secret keys are passed over. */
  function skipPlain(bytes: Uint8Array, from: number): number {
    let open = toQuote(bytes, from);
    for (;;) {
      const limit = Math.min(bytes.length - 1, open + longestSkipped);
      let end = open + 1;
      while (end < limit && bytes[end] !== quote && bytes[end] !== backslash) end++;
      if (end >= limit || bytes[end] !== quote) return open;
      const next = bytes[end + 1];
      const isValue = next === comma || next === closeBrace || next === closeBracket;
      if (!isValue && (next !== colon || isSecret(bytes, open + 1, end))) return open;
      open = toQuote(bytes, end + 1);
    }
  }

  const judge = (key: Uint8Array) => isSecret(key, 0, key.length);

  function closeSecret(): void {
    if (containers.length === 0) state = reading.plain;
    else state = reading.secret;
  }

  function push(bytes: Uint8Array, emit: Emit): void {
    let emitted = 0;
    let at = 0;
    let stringStart = 0;
    let stringEnd = 0;

    while (at < bytes.length) {
      const byte = bytes[at] ?? 0;
      switch (state) {
        case reading.plain: {
          at = skipPlain(bytes, at) + 1;
          if (at > bytes.length) break;
          state = reading.string;
          stringStart = at;
          break;
        }
        case reading.string: {
          const end = toStringEnd(bytes, at);
          at = end + 1;
          if (end === bytes.length) break;
          stringEnd = end;
          state = reading.afterString;
          break;
        }
        case reading.afterString: {
          if (byte === colon) {
            const isMasked =
              before.length > 0
                ? judge(toTail(before, bytes.subarray(stringStart, stringEnd)))
                : isSecret(bytes, Math.max(stringStart, stringEnd - keyTailBytes), stringEnd);
            state = isMasked ? reading.secret : reading.plain;
            before = nothing;
            at++;
          } else if (isSpace(byte)) at++;
          else {
            before = nothing;
            state = reading.plain;
          }
          break;
        }
        case reading.secret: {
          if (byte === quote) {
            state = expectsKey ? reading.secretKey : reading.secretString;
            isEmptyString = true;
            if (state === reading.secretString) {
              emit(bytes.subarray(emitted, at + 1));
              emitted = at + 1;
            }
          } else if (byte === openBrace || byte === openBracket) {
            expectsKey = byte === openBrace;
            containers.push(expectsKey);
          } else if (byte === closeBrace || byte === closeBracket) {
            containers.pop();
            expectsKey = false;
            closeSecret();
          } else if (byte === comma) {
            expectsKey = containers.at(-1) ?? false;
            closeSecret();
          } else if (byte === colon) {
            expectsKey = false;
          } else if (startsNumber(byte)) {
            if (at > emitted) emit(bytes.subarray(emitted, at));
            emit(quotedMark);
            emitted = at + 1;
            state = reading.secretNumber;
          } else if (!isSpace(byte) && containers.length === 0) {
            state = reading.plain;
          }
          at++;
          break;
        }
        case reading.secretKey: {
          const end = toStringEnd(bytes, at);
          if (end < bytes.length) state = reading.secret;
          at = end + 1;
          break;
        }
        case reading.secretString: {
          const end = toStringEnd(bytes, at);
          if (end > at) isEmptyString = false;
          emitted = end;
          if (end < bytes.length) {
            if (!isEmptyString) emit(mark);
            closeSecret();
          }
          at = end + 1;
          break;
        }
        default: {
          while (isNumberPart(bytes[at] ?? 0) && at < bytes.length) at++;
          emitted = at;
          if (at < bytes.length) closeSecret();
        }
      }
    }
    if (state === reading.string) before = toTail(before, bytes.subarray(stringStart)).slice();
    else if (state === reading.afterString)
      before = toTail(before, bytes.subarray(stringStart, stringEnd)).slice();
    if (emitted < bytes.length) emit(emitted === 0 ? bytes : bytes.subarray(emitted));
  }

  return { push, end: () => undefined };
}

function toTail(before: Uint8Array, part: Uint8Array): Uint8Array {
  const kept = part.length > keyTailBytes ? part.subarray(-keyTailBytes) : part;
  if (before.length === 0) return kept;
  const joined = new Uint8Array(before.length + kept.length);
  joined.set(before);
  joined.set(kept, before.length);
  return joined.subarray(-keyTailBytes);
}

function toQuote(bytes: Uint8Array, from: number): number {
  const near = Math.min(bytes.length, from + shortString);
  for (let at = from; at < near; at++) if (bytes[at] === quote) return at;
  const end = near === bytes.length ? -1 : bytes.indexOf(quote, near);
  return end === -1 ? bytes.length : end;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function startsNumber(byte: number): boolean {
  return byte === 0x2d || (byte >= 0x30 && byte <= 0x39);
}

/** Digits, signs, the point and the `e` of `1e400`. */
function isNumberPart(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x2e ||
    byte === 0x65 ||
    byte === 0x45
  );
}
