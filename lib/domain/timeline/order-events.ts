import type { JobEvent } from "../job.ts";
import { toLifecycleRank } from "../lifecycle-rank.ts";

/**
 * The events oldest first and each once, whatever order and however often they came. An event
 * without a time stays behind the one that its number follows; where the upstream numbers its events,
 * those of one time stand by their numbers.
 */
export function orderEvents(events: readonly JobEvent[]): JobEvent[] {
  const unique = new Map<string, JobEvent>();
  for (const event of events.toSorted(bySeq)) {
    const key = keyOf(event);
    const known = unique.get(key);
    if (!known) unique.set(key, event);
    else if (known.origin === "observed" && event.origin === "upstream") {
      unique.set(key, { ...event, seq: known.seq });
    }
  }
  let lastAt = Number.NEGATIVE_INFINITY;
  const placed = [...unique].map(([key, event]) => {
    lastAt = event.at ?? lastAt;
    return { key, event, at: lastAt };
  });
  return placed
    .toSorted(
      (a, b) =>
        compare(a.at, b.at) ||
        rankOf(a.event) - rankOf(b.event) ||
        a.event.seq - b.event.seq ||
        compare(a.key, b.key),
    )
    .map(({ event }) => event);
}

function bySeq(a: JobEvent, b: JobEvent): number {
  return a.seq - b.seq || compare(a.at ?? 0, b.at ?? 0) || compare(keyOf(a), keyOf(b));
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf(event: JobEvent): string {
  if (event.ordinal !== undefined) return JSON.stringify(event.ordinal);
  const { at, kind, status, rawStatus, message, fraction, error } = event;
  return JSON.stringify([at, kind, status, rawStatus, message, fraction, error]);
}

/** Upstreams write whole seconds: within one, a job is queued, starts, works, ends. */
function rankOf(event: JobEvent): number {
  return event.at === null || event.ordinal !== undefined ? 2 : toLifecycleRank(event);
}
