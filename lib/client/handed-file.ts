let handed: File | null = null;

/** Hands a file to the page that opens next; it stays in this tab's memory alone. */
export function handFile(file: File): void {
  handed = file;
}

/** The file handed over, once. */
export function takeHandedFile(): File | null {
  const file = handed;
  handed = null;
  return file;
}
