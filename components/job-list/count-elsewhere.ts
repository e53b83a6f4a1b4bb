import { toJobKey } from "#lib/domain/job.ts";
import type { ShownList } from "#lib/domain/list-query/apply-list-changes.ts";
import { matchesFilter } from "#lib/domain/list-query/matches-filter.ts";
import type { Ticks } from "./update-ticks.ts";

/** How many of the ticked jobs are not in the list: neither loaded nor, as they were last heard of, to be loaded yet. */
export function countElsewhere(
  ticked: Ticks,
  { rows, waiting, next, filter }: Pick<ShownList, "rows" | "waiting" | "next" | "filter">,
): number {
  const loaded = new Set(rows.map(toJobKey));
  let count = 0;
  for (const [key, job] of ticked) {
    const isThere = loaded.has(key) || waiting.has(key);
    if (!isThere && (next === null || !matchesFilter(job, filter))) count += 1;
  }
  return count;
}
