import type { EventMark } from "#lib/domain/timeline/timeline.ts";

const maxUnfolded = 200;
const shownFirst = 50;
const shownLast = 100;

/** A row of the list; a number stands for so many events left out. */
type FoldedRow = EventMark | number;

/** Up to 200 events whole; of more, the first 50, the last 100 and the one that must be seen. */
export function foldEvents(marks: readonly EventMark[], keepSeq: number | null): FoldedRow[] {
  if (marks.length <= maxUnfolded) return [...marks];
  const rows: FoldedRow[] = [];
  let hidden = 0;
  let shownAt: number | null = null;
  for (const [index, mark] of marks.entries()) {
    const isEdge = index < shownFirst || index >= marks.length - shownLast;
    if (!isEdge && mark.event.seq !== keepSeq) {
      hidden += 1;
      continue;
    }
    if (hidden > 0) rows.push(hidden);
    rows.push(hidden > 0 ? { ...mark, previousAt: shownAt } : mark);
    hidden = 0;
    shownAt = mark.event.at ?? shownAt;
  }
  return rows;
}
