const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
/** Strings are mostly short; past this many bytes the native search is the faster one. */
const shortString = 24;

/** In the place of an offset, where a text is no JSON. */
export const malformed = -1;

/** The end of the value that begins here, or `malformed`. Iterative: nesting costs a byte a level. */
export function skipValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === quote) return skipString(bytes, start);
  if (first !== openBrace && first !== openBracket) return skipScalar(bytes, start);
  let closers = new Uint8Array(64);
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === quote) {
      at = skipString(bytes, at);
      if (at === malformed) return malformed;
      continue;
    }
    at += 1;
    if (byte === openBrace || byte === openBracket) {
      if (depth === closers.length) closers = grow(closers);
      // In ASCII a closer stands two after its opener.
      closers[depth] = byte + 2;
      depth += 1;
    } else if (byte === closeBrace || byte === closeBracket) {
      depth -= 1;
      if (closers[depth] !== byte) return malformed;
      if (depth === 0) return at;
    }
  }
  return malformed;
}

function grow(stack: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(stack.length * 2);
  larger.set(stack);
  return larger;
}

function skipScalar(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && !endsScalar(bytes[at])) at += 1;
  return at === start ? malformed : at;
}

function endsScalar(byte: number | undefined): boolean {
  return byte === comma || byte === closeBrace || byte === closeBracket || isSpace(byte);
}

/** The end of the string whose quote stands here, or `malformed`. */
export function skipString(bytes: Uint8Array, start: number): number {
  const shortEnd = Math.min(bytes.length, start + shortString);
  let at = start + 1;
  while (at < shortEnd) {
    const byte = bytes[at];
    if (byte === quote) return at + 1;
    at += byte === backslash ? 2 : 1;
  }
  for (;;) {
    const end = bytes.indexOf(quote, at);
    if (end === -1) return malformed;
    let before = end;
    while (before > at && bytes[before - 1] === backslash) before -= 1;
    if ((end - before) % 2 === 0) return end + 1;
    at = end + 1;
  }
}

/** The first offset from here that is not white space. */
export function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isSpace(bytes[at])) at += 1;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
