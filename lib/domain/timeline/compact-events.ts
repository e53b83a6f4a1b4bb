import type { EventMark } from "./timeline.ts";

export type EventRow =
  | { kind: "event"; mark: EventMark }
  | { kind: "group"; label: string; marks: EventMark[]; spanMs: number; gapMs: number | null }
  | { kind: "idle"; idleMs: number; beforeSeq: number };

const minIdleMs = 30_000;
const idleShare = 0.2;

/**
 * The events with each run of progress as one row, and with the stretches marked in which nothing was
 * heard: 30 s or more, and a fifth of the whole.
 */
export function compactEvents(marks: readonly EventMark[]): EventRow[] {
  const longMs = Math.max(minIdleMs, spanOf(marks) * idleShare);
  const rows: EventRow[] = [];
  let group: EventMark[] = [];
  const flush = () => {
    const [first] = group;
    if (first)
      rows.push(group.length === 1 ? { kind: "event", mark: first } : toGroup(group, first));
    group = [];
  };
  for (const mark of marks) {
    const isIdle = mark.gapMs !== null && mark.gapMs >= longMs;
    if (isIdle || mark.event.kind !== "progress") flush();
    if (isIdle) rows.push({ kind: "idle", idleMs: mark.gapMs ?? 0, beforeSeq: mark.event.seq });
    if (mark.event.kind === "progress") group.push(mark);
    else rows.push({ kind: "event", mark });
  }
  flush();
  return rows;
}

function toGroup(marks: EventMark[], first: EventMark): EventRow {
  const messages = marks.flatMap(({ event }) => (event.message === null ? [] : [event.message]));
  return {
    kind: "group",
    label: joined(messages[0] ?? "Progress", messages.at(-1) ?? "Progress"),
    marks,
    spanMs: spanOf(marks),
    gapMs: first.gapMs,
  };
}

function spanOf(marks: readonly EventMark[]): number {
  const times = marks.flatMap(({ event }) => (event.at === null ? [] : [event.at]));
  return (times.at(-1) ?? 0) - (times[0] ?? 0);
}

/** "Processing sheet 1 of 12" and "Processing sheet 12 of 12": the words they share stand once. */
function joined(first: string, last: string): string {
  if (first === last) return first;
  const firstWords = first.split(" ");
  const lastWords = last.split(" ");
  let shared = 0;
  while (shared < firstWords.length && firstWords[shared] === lastWords[shared]) shared += 1;
  const rest = shared < firstWords.length ? lastWords.slice(shared).join(" ") : "";
  return `${first} … ${rest || last}`;
}
