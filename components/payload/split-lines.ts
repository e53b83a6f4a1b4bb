/** Longer lines, a minified text above all, are broken: no browser draws a line of 10 MB well. */
const lineMax = 240;
const wordMax = 40;

/** Where each line of a text begins. */
export function splitLines(text: string): Uint32Array {
  let starts = new Uint32Array(Math.ceil(text.length / 32) + 1);
  let length = 0;
  let start = 0;
  let lineEnd = 0;
  do {
    if (length === starts.length) {
      const wider = new Uint32Array(length * 2);
      wider.set(starts);
      starts = wider;
    }
    starts[length++] = start;
    if (start === lineEnd) lineEnd = text.indexOf("\n", start) + 1 || text.length;
    start = toBreak(text, start, lineEnd);
  } while (start < text.length);
  return starts.slice(0, length);
}

/** The line that holds an offset. */
export function lineAt(lines: Uint32Array, offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The end of a line: after a space where one is near, never inside a surrogate pair. */
function toBreak(text: string, start: number, end: number): number {
  if (end - start <= lineMax) return end;
  const space = text.slice(start, start + lineMax).lastIndexOf(" ") + 1;
  if (space > lineMax - wordMax) return start + space;
  const last = text.charCodeAt(start + lineMax - 1);
  const isPairOpen = last >= 0xd800 && last <= 0xdbff;
  return start + lineMax - (isPairOpen ? 1 : 0);
}
