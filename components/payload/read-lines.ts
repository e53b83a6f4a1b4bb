import { lineAt, splitLines } from "./split-lines.ts";

/** Without its end. A long line is several, of which all but the first go on with the one before. */
type Line = { number: number; text: string; isContinued: boolean };

/** Lines of a text from `first` on, of so many. */
export type LinePage = { first: number; lines: Line[]; lineCount: number };

/** The lines of a text, split when the first of them is asked for. */
export function createLineReader(text: string) {
  let starts: Uint32Array | undefined;
  const load = () => (starts ??= splitLines(text));
  return {
    read({ first, last }: { first: number; last: number }): LinePage {
      const all = load();
      const lines = Array.from(all.subarray(first, last), (start, place) => ({
        number: first + place,
        text: text.slice(start, all[first + place + 1]).replace(/\r?\n$/, ""),
        isContinued: start > 0 && text[start - 1] !== "\n",
      }));
      return { first, lines, lineCount: all.length };
    },
    lineAt: (offset: number): number => lineAt(load(), offset),
  };
}
