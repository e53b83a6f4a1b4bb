const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;
const zero = 0x30;

/** The first offset from `at` that is not white space. */
export function scanSpace(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
}

/** The end of the string, number or word that begins at `at`; `~offset` of the fault where it is none. */
export function scanScalar(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === quote) return scanString(text, at);
  if (code === minus || isDigit(code)) return scanNumber(text, at);
  if (code === 0x74) return scanWord(text, at, "true");
  if (code === 0x66) return scanWord(text, at, "false");
  return scanWord(text, at, "null");
}

/** As `scanScalar`, for the string whose quote stands at `at`. */
export function scanString(text: string, at: number): number {
  for (let i = at + 1; ; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) return i + 1;
    if (code === backslash) {
      const escape = text.charCodeAt(++i);
      if (escape === 0x75) {
        for (let digit = 1; digit <= 4; digit++) {
          if (!isHexDigit(text.charCodeAt(i + digit))) return ~(i + digit);
        }
        i += 4;
      } else if (!isEscape(escape)) {
        return ~i;
      }
    } else if (!(code >= 0x20)) {
      return ~i;
    }
  }
}

function scanNumber(text: string, start: number): number {
  let at = text.charCodeAt(start) === minus ? start + 1 : start;
  if (text.charCodeAt(at) === zero) at++;
  else if ((at = scanDigits(text, at)) < 0) return at;
  if (text.charCodeAt(at) === 0x2e && (at = scanDigits(text, at + 1)) < 0) return at;
  const exponent = text.charCodeAt(at);
  if (exponent !== 0x65 && exponent !== 0x45) return at;
  const sign = text.charCodeAt(at + 1);
  return scanDigits(text, sign === 0x2b || sign === minus ? at + 2 : at + 1);
}

function scanDigits(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at++;
  return at === start ? ~at : at;
}

function scanWord(text: string, at: number, word: string): number {
  if (text.startsWith(word, at)) return at + word.length;
  for (let i = 0; ; i++) {
    if (text[at + i] !== word[i]) return ~(at + i);
  }
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
