import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import type { Stretch } from "../store/collector-queries.ts";

/** More gaps than this are read as one. */
const maxStretches = 10;
/** A job may appear in a list this long after the time it says it was created. */
const lateMs = 60_000;

/** The newest first; where a gap ends inside an unread stretch, both stay. */
export function addStretch(
  stretches: readonly Stretch[],
  { from, until }: Pick<Stretch, "from" | "until">,
): Stretch[] {
  const added = { from, until: until - lateMs, cursor: null, reached: null, jobs: 0 };
  const all = [added, ...stretches];
  if (all.length <= maxStretches) return all;
  return [{ ...added, until: Math.min(...all.map((stretch) => stretch.until)) }];
}

/** What is left of a stretch after a page of it; undefined when that was the last. */
export function advance(
  stretch: Stretch,
  next: string | null,
  jobs: number,
  oldest: number | null,
): Stretch | undefined {
  if (next === null || (oldest !== null && oldest <= stretch.until)) return undefined;
  const reached = Math.min(stretch.reached ?? Infinity, oldest ?? Infinity);
  return {
    ...stretch,
    cursor: next,
    reached: Number.isFinite(reached) ? reached : null,
    jobs: stretch.jobs + jobs,
  };
}

/** Whether jobs created after `until` may be missing behind a page; null where it tells no times. */
export function isBehind(facts: readonly JobFact[], until: number): boolean | null {
  const oldest = toOldest(facts);
  return oldest === null ? null : oldest > until;
}

export function toOldest(facts: readonly JobFact[]): number | null {
  return toExtreme(facts, Math.min);
}

/** When the newest was created. A job that says it comes from the future says nothing about those before it. */
export function toNewest(facts: readonly JobFact[], now: number): number | null {
  const past = facts.filter(({ fields }) => (fields.createdAt ?? 0) <= now);
  return toExtreme(past.length > 0 ? past : facts, Math.max);
}

function toExtreme(facts: readonly JobFact[], pick: (...values: number[]) => number) {
  const instants = facts.flatMap(({ fields }) => fields.createdAt ?? []);
  return instants.length > 0 ? pick(...instants) : null;
}
