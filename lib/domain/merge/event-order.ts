import type { EventDraft } from "../job-fact.ts";
import { toLifecycleRank } from "../lifecycle-rank.ts";

type Timed<E> = E & { at: number };

/**
 * An upstream's record, oldest first. Events with a time stand by time, then by lifecycle rank, then as
 * recorded. An event without one follows its predecessor in the record, past whatever comes earlier
 * in a job's life; when its predecessor comes later in life (a record told backwards), its rank
 * alone places it. Ordering an ordered record changes nothing. Where the upstream numbers its events,
 * their numbers are the order.
 */
export function orderRecord<E extends EventDraft>(record: readonly E[]): E[] {
  if (record.every(({ ordinal }) => ordinal !== undefined))
    return record.toSorted((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0));
  const ordered: E[] = record.filter(isTimed).toSorted(compareTimed);
  for (const [index, event] of record.entries()) {
    if (isTimed(event)) continue;
    const rank = toLifecycleRank(event);
    const predecessor = record[index - 1];
    const follows = predecessor !== undefined && toLifecycleRank(predecessor) <= rank;
    let place = follows ? ordered.indexOf(predecessor) + 1 : 0;
    while (place < ordered.length && isBelow(ordered[place], rank)) place += 1;
    ordered.splice(place, 0, event);
  }
  return ordered;
}

/**
 * Puts events that only Gantry saw among the upstream's own. Those without a time go where their rank
 * allows, as late as possible. `observed` must be in a settled order of its own.
 */
export function insertObserved<E extends EventDraft>(
  ordered: readonly E[],
  observed: readonly E[],
): E[] {
  const all = [...ordered];
  for (const event of observed) {
    const rank = toLifecycleRank(event);
    let place =
      all.findLastIndex((other) =>
        isTimed(event)
          ? isTimed(other) && compareTimed(other, event) <= 0
          : toLifecycleRank(other) <= rank,
      ) + 1;
    for (let next = all[place]; next && !isTimed(next); next = all[place]) {
      if (toLifecycleRank(next) > rank) break;
      place += 1;
    }
    all.splice(place, 0, event);
  }
  return all;
}

function isTimed<E extends EventDraft>(event: E): event is Timed<E> {
  return event.at !== null;
}

function isBelow(event: EventDraft | undefined, rank: number): boolean {
  return event !== undefined && toLifecycleRank(event) < rank;
}

function compareTimed(a: Timed<EventDraft>, b: Timed<EventDraft>): number {
  return a.at - b.at || toLifecycleRank(a) - toLifecycleRank(b);
}
