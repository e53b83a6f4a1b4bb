import { isTerminal, toJobKey, type JobSummary } from "#lib/domain/job.ts";
import { maxWatchedJobs, type LiveFrame } from "#lib/domain/live-frame.ts";
import { applyToWall, createTile, type Tile } from "#lib/domain/wall.ts";

/** What was told of jobs since they were found, by key. */
export type Told = ReadonlyMap<string, Tile>;

/** The keys of those in flight, as many as one page may watch. */
export function listWatched(found: readonly JobSummary[]): string[] {
  const open = found.filter(({ status }) => !isTerminal(status));
  return open.slice(0, maxWatchedJobs).map(toJobKey);
}

/** What was told, with one frame more; it may be of another job of this browser. */
export function addTold(told: Told, frame: LiveFrame, watched: ReadonlySet<string>): Told {
  if (frame.event === "clock" || frame.event === "jobs") return told;
  const key = toJobKey(frame.data);
  if (!watched.has(key)) return told;
  const { source, id } = frame.data;
  const [tile] = applyToWall([told.get(key) ?? createTile({ source, id }, null)], frame);
  return tile ? new Map(told).set(key, tile) : told;
}

/**
 * The found jobs as they are by now, and since when the clocks of those stand still of which nobody tells: `drawnAt` for
 * those that are not watched.
 */
export function toPresent(
  found: readonly JobSummary[],
  told: Told,
  watched: ReadonlySet<string>,
  drawnAt: number,
): { jobs: JobSummary[]; stoodAt: Map<string, number> } {
  const stoodAt = new Map<string, number>();
  const jobs = found.map((job) => {
    const key = toJobKey(job);
    const { job: latest = null, link = null, problem = null } = told.get(key) ?? {};
    const isDown = link?.state === "reconnecting" || link?.state === "stale";
    if (isDown) stoodAt.set(key, link.since);
    else if (!isTerminal(job.status) && (problem || !watched.has(key)))
      stoodAt.set(key, Math.max(drawnAt, job.observedAt));
    return latest && latest.observedAt >= job.observedAt ? latest : job;
  });
  return { jobs, stoodAt };
}
