import { alignSequences } from "../json-diff/align-sequences.ts";
import type { JobEvent } from "../job.ts";
import type { EventMark, Timeline } from "../timeline/timeline.ts";

/** An event that both jobs have, or one of them. Offsets count from the start of the job. */
export type ComparedEvent = {
  a: { mark: EventMark; offsetMs: number | null } | null;
  b: { mark: EventMark; offsetMs: number | null } | null;
};

/** The events of two jobs side by side, each beside its like where the order allows. */
export function compareEvents(a: Timeline, b: Timeline): ComparedEvent[] {
  const partners = alignSequences(
    a.marks.map(({ event }) => toLikeness(event)),
    b.marks.map(({ event }) => toLikeness(event)),
  );
  const rows: ComparedEvent[] = [];
  let drawn = 0;
  const drawUntil = (end: number) => {
    for (; drawn < end; drawn++) rows.push({ a: null, b: toSide(b, drawn) });
  };
  for (const [index, partner] of partners.entries()) {
    if (partner < 0) {
      rows.push({ a: toSide(a, index), b: null });
      continue;
    }
    drawUntil(partner);
    rows.push({ a: toSide(a, index), b: toSide(b, partner) });
    drawn = partner + 1;
  }
  drawUntil(b.marks.length);
  return rows;
}

/** Numbers within a message tell how far, not what. */
function toLikeness({ kind, status, rawStatus, message }: JobEvent): string {
  const what = status ?? message?.replaceAll(/\d+/g, "#") ?? rawStatus;
  return `${kind} ${what}`;
}

function toSide({ marks, startAt }: Timeline, index: number): ComparedEvent["a"] {
  const mark = marks[index];
  if (!mark) return null;
  const { at } = mark.event;
  return { mark, offsetMs: at === null || startAt === null ? null : at - startAt };
}
