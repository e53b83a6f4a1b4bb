import { toJobKey, type JobSummary } from "#lib/domain/job.ts";

/** The jobs that are ticked, by key and as they were last heard of. */
export type Ticks = ReadonlyMap<string, JobSummary>;

/** The ticked jobs as they are told to be by now; what is older than what is known changes nothing. */
export function updateTicks(ticked: Ticks, told: readonly JobSummary[]): Ticks {
  let next: Map<string, JobSummary> | null = null;
  if (ticked.size === 0) return ticked;
  for (const job of told) {
    const key = toJobKey(job);
    const known = (next ?? ticked).get(key);
    if (!known || known === job || job.observedAt < known.observedAt) continue;
    next ??= new Map(ticked);
    next.set(key, job);
  }
  return next ?? ticked;
}
