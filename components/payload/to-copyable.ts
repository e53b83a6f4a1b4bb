/** Half of a surrogate pair becomes another character on its way into a clipboard, and a NUL ends the text. */
export function isCopyable(value: string): boolean {
  return value.isWellFormed() && !value.includes("\0");
}

/** Throws where no clipboard can hold it. */
export function toCopyable(value: string): string {
  if (!isCopyable(value)) throw new Error("No clipboard can hold it.");
  return value;
}
