const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;
const zero = 0x30;
const words: Record<number, Uint8Array> = {
  0x74: new TextEncoder().encode("true"),
  0x66: new TextEncoder().encode("false"),
};
const nullWord = new TextEncoder().encode("null");

/**
 * Finds the ends of what a JSON text in UTF-8 consists of. An end is `~offset` of the fault where there is none; a
 * fault at the end of the bytes may be none when more of them come.
 */
export class JsonScanner {
  /** What is to be added to an offset in the bytes for one in the same text's UTF-16 units. */
  lag: number;
  /** Whether something was no UTF-8. A decoder writes other characters in its place, which count otherwise. */
  isMalformed = false;

  /** `unitsBefore` the bytes that are going to be read. */
  constructor(unitsBefore: number) {
    this.lag = unitsBefore;
  }

  /** The end of the string whose quote stands at `at`. */
  scanString(bytes: Uint8Array, at: number): number {
    for (let i = at + 1; i < bytes.length; i++) {
      const code = bytes[i] ?? 0;
      if (code === quote) return i + 1;
      if (code === backslash) {
        const end = scanEscape(bytes, i + 1);
        if (end < 0) return end;
        i = end - 1;
      } else if (code < 0x20) {
        return ~i;
      } else if (code >= 0x80) {
        const width = widthAt(bytes, i);
        if (i + width > bytes.length) break;
        if (width === 0) this.isMalformed = true;
        else {
          this.lag -= width === 4 ? 2 : width - 1;
          i += width - 1;
        }
      }
    }
    return ~bytes.length;
  }

  /** The end of the string, number or word that begins at `at`. */
  scanScalar(bytes: Uint8Array, at: number): number {
    const code = bytes[at] ?? 0;
    if (code === quote) return this.scanString(bytes, at);
    if (code === minus || isDigit(code)) return scanNumber(bytes, at);
    return scanWord(bytes, at, words[code] ?? nullWord);
  }
}

/** The first offset from `at` that is not white space. */
export function scanSpace(bytes: Uint8Array, at: number): number {
  let i = at;
  for (; i < bytes.length; i++) {
    const code = bytes[i];
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return i;
  }
  return i;
}

function scanEscape(bytes: Uint8Array, at: number): number {
  const escape = bytes[at] ?? 0;
  if (escape !== 0x75) return isEscape(escape) ? at + 1 : ~at;
  for (let digit = 1; digit <= 4; digit++)
    if (!isHexDigit(bytes[at + digit] ?? 0)) return ~(at + digit);
  return at + 5;
}

function scanNumber(bytes: Uint8Array, start: number): number {
  let at = bytes[start] === minus ? start + 1 : start;
  if (bytes[at] === zero) at++;
  else if ((at = scanDigits(bytes, at)) < 0) return at;
  if (bytes[at] === 0x2e && (at = scanDigits(bytes, at + 1)) < 0) return at;
  const exponent = bytes[at];
  if (exponent !== 0x65 && exponent !== 0x45) return at;
  const sign = bytes[at + 1];
  return scanDigits(bytes, sign === 0x2b || sign === minus ? at + 2 : at + 1);
}

function scanDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && isDigit(bytes[at] ?? 0)) at++;
  return at === start ? ~at : at;
}

function scanWord(bytes: Uint8Array, at: number, word: Uint8Array): number {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return ~(at + i);
  return at + word.length;
}

function isDigit(code: number): boolean {
  return code >= zero && code <= 0x39;
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

/** One of `"` `/` `\` `b` `f` `n` `r` `t`. */
function isEscape(code: number): boolean {
  return (
    code === quote ||
    code === 0x2f ||
    code === backslash ||
    code === 0x62 ||
    code === 0x66 ||
    code === 0x6e ||
    code === 0x72 ||
    code === 0x74
  );
}

/** Bytes of the character that begins here, more than there are where the end cuts it; 0 where none does. */
function widthAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const second = bytes[at + 1] ?? 0x80;
  const isTooSmall = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const isTooLarge = (lead === 0xed && second > 0x9f) || (lead === 0xf4 && second > 0x8f);
  if (isTooSmall || isTooLarge) return at + 1 < bytes.length ? 0 : width;
  for (let i = at + 1; i < at + width && i < bytes.length; i++)
    if (((bytes[i] ?? 0) & 0xc0) !== 0x80) return 0;
  return width;
}
