import "server-only";

const decoder = new TextDecoder();

/** A JSON key from the bytes between its quotes, near enough to judge it by its letters and digits. */
export function toKeyText(bytes: Uint8Array): string {
  return unescapeKey(decoder.decode(bytes));
}

/** As `toKeyText`, from text; a backslash may be written several times over, as in JSON inside of JSON. */
export function unescapeKey(written: string): string {
  if (!written.includes("\\")) return written;
  return written
    .replaceAll(/\\+u([0-9a-f]{4})/gi, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    )
    .replaceAll(/\\+[bfnrt]?/g, "");
}
