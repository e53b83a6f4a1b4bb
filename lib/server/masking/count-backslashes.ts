import "server-only";

/** Those that stand before `end`, one beside the other. */
export function countBackslashes(text: string, end: number): number {
  let start = end;
  while (start > 0 && text[start - 1] === "\\") start--;
  return end - start;
}
