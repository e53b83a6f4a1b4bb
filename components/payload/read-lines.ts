import { lineAt, splitLines } from "./split-lines.ts";

/** Lines of a text from `first` on, without their ends, and where in the text the first begins. */
export type LinePage = { first: number; lines: string[]; lineCount: number };

/** The lines of a text, split when the first of them is asked for. */
export function createLineReader(text: string) {
  let starts: Uint32Array | undefined;
  const load = () => (starts ??= splitLines(text));
  return {
    read({ first, last }: { first: number; last: number }): LinePage {
      const all = load();
      const lines = Array.from(all.subarray(first, last), (start, place) =>
        text.slice(start, all[first + place + 1]).replace(/\r?\n$/, ""),
      );
      return { first, lines, lineCount: all.length };
    },
    lineAt: (offset: number): number => lineAt(load(), offset),
  };
}
