import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import type { Stretch } from "../store/collector-queries.ts";
import type { PageRead } from "./broken-entries.ts";

/** More gaps than this are read as one. */
const maxStretches = 10;
/** A job may appear in a list this long after the time it says it was created. */
const lateMs = 60_000;
/** An upstream may tell whole seconds of times that it compares by less. */
export const wholeMs = 1_000;
/** Of so many at the end of a page most tell whether it joins another: any single one may stand anywhere. */
const tail = 5;

const unread = { cursor: null, before: null, reached: null, last: null, jobs: 0 };
/** Stands for the job before the first one. */
export const top = { id: "", createdAt: null, blank: 0 };

/** The newest first; where a gap ends inside an unread stretch, both stay. */
export function addStretch(
  stretches: readonly Stretch[],
  { from, until }: Pick<Stretch, "from" | "until">,
): Stretch[] {
  const added = { ...unread, from, until: until - lateMs };
  const all = [added, ...stretches];
  if (all.length <= maxStretches) return all;
  return [{ ...added, until: Math.min(...all.map((stretch) => stretch.until)) }];
}

/** What is left of a stretch after a page of it; undefined when that was the last. */
export function advance(stretch: Stretch, page: PageRead): Stretch | undefined {
  const { facts, next } = page;
  const reach = toReach(facts) ?? Infinity;
  if (next === null || reach <= stretch.until) return undefined;
  const reached = Math.min(stretch.reached ?? Infinity, reach);
  // A page that begins at a time repeats the end of the one before.
  const repeated = facts.findIndex(({ id }) => id === stretch.last?.id) + 1;
  return {
    ...stretch,
    cursor: next,
    reached: Number.isFinite(reached) ? reached : null,
    last: toLast(stretch.last ?? top, page),
    jobs: stretch.jobs + facts.length - repeated,
  };
}

function toLast(
  before: NonNullable<Stretch["last"]>,
  { facts, broken = [], lost }: PageRead,
): Stretch["last"] {
  const job = facts.at(-1);
  if (!job) return { ...before, blank: before.blank + broken.length };
  const { id, fields } = job;
  const blank = broken.filter((after) => after === id).length + (lost.has(id) ? 1 : 0);
  return { id, createdAt: fields.createdAt ?? null, blank };
}

/** Where a stretch goes on that cannot be read from where it stands: at the time that it has reached, or anew. */
export function resume(stretch: Stretch, canBeginAnywhere: boolean): Stretch {
  const { from, until, cursor, reached } = stretch;
  return canBeginAnywhere && cursor !== null && reached !== null
    ? { ...stretch, cursor: null, before: reached + wholeMs }
    : { ...unread, from, until };
}

/**
 * How far back a page reaches: most of its jobs are at least that old, whatever date some of them bear. Infinity
 * where most tell none, null where none does.
 */
export function toReach(facts: readonly JobFact[]): number | null {
  const dates = facts.flatMap(({ fields }) => fields.createdAt ?? []).toSorted((a, b) => b - a);
  if (dates.length === 0) return null;
  const undated = facts.length - dates.length;
  return dates[Math.floor((facts.length - 1) / 2) - undated] ?? Infinity;
}

/** Whether a page ends inside another, of which these are the IDs: then it leaves nothing out between the two. */
export function isJoined(facts: readonly JobFact[], ids: ReadonlySet<string>): boolean {
  const last = facts.slice(-tail);
  return last.filter(({ id }) => ids.has(id)).length > last.length / 2;
}

/** When the newest was created. A job that says it comes from the future says nothing about those before it. */
export function toNewest(facts: readonly JobFact[], now: number): number | null {
  const instants = facts.flatMap(({ fields }) => fields.createdAt ?? []);
  const past = instants.filter((at) => at <= now);
  return instants.length > 0 ? Math.max(...(past.length > 0 ? past : instants)) : null;
}
