import { toAddressParts } from "./paste/address-parts.ts";
import { isTerminal, jobStatuses, toJobKey, type JobRef, type JobSummary } from "./job.ts";
import { maxWatchedJobs, toBrokenLink, type Link, type LiveFrame } from "./live-frame.ts";
import type { ProblemDocument } from "./problem.ts";
import { statusWords } from "./status-words.ts";
import { toSummary } from "./to-summary.ts";

/** One job on a wall; `job` is null until somebody has told of it. */
export type Tile = {
  ref: JobRef;
  job: JobSummary | null;
  /** Known by more than an entry of a list, which may leave out how it ended. */
  isRead: boolean;
  link: Link | null;
  problem: ProblemDocument | null;
  /** What the job said last. */
  message: string | null;
};

export const createTile = (ref: JobRef, job: JobSummary | null, isRead = true): Tile => ({
  ref,
  job,
  isRead,
  link: null,
  problem: null,
  message: job?.progress?.message ?? null,
});

/** The wall after a frame; tiles it says nothing of stay the same objects. */
export function applyToWall(tiles: readonly Tile[], frame: LiveFrame): Tile[] {
  if (frame.event === "clock" || frame.event === "jobs") return [...tiles];
  const key = toJobKey(frame.data);
  return tiles.map((tile) => (toJobKey(tile.ref) === key ? applyToTile(tile, frame) : tile));
}

function applyToTile(tile: Tile, frame: Exclude<LiveFrame, { event: "clock" | "jobs" }>): Tile {
  switch (frame.event) {
    case "job": {
      const { data: job } = frame;
      if (tile.job && job.observedAt < tile.job.observedAt) return tile;
      const message = job.events.findLast((event) => event.message !== null)?.message ?? null;
      return { ...tile, job: toSummary(job), isRead: true, problem: null, message };
    }
    case "event":
      return { ...tile, message: frame.data.event.message ?? tile.message };
    case "progress": {
      const { progress } = frame.data;
      const message = progress?.message ?? tile.message;
      return { ...tile, job: tile.job && { ...tile.job, progress }, message };
    }
    case "link": {
      const { state, since, detail, retryAt } = frame.data;
      return { ...tile, link: { state, since, detail, retryAt } };
    }
    case "problem":
      // How it ended is known; that no more can be read of it is no news here.
      if (tile.job && isTerminal(tile.job.status)) return tile;
      return {
        ...tile,
        link: tile.job && toBrokenLink(tile.job.observedAt, frame.data),
        problem: frame.data,
      };
  }
}

/** Jobs that may still change, or of which more can be known, so that they are worth a watch. */
export function toWatched(tiles: readonly Tile[]): string[] {
  return tiles
    .filter(({ job, isRead }) => job === null || !isRead || !isTerminal(job.status))
    .map(({ ref }) => toJobKey(ref));
}

/** The states on the wall, in words: `1 failed`, `3 running`. Failures come first, what cannot be shown last. */
export function describeWall(tiles: readonly Tile[]): string[] {
  const order = ["failed", "partial", ...jobStatuses] as const;
  const counts = [...new Set(order)].map((status) => ({
    count: tiles.filter(({ job }) => job?.status === status).length,
    word: statusWords[status].toLowerCase(),
  }));
  const hidden = tiles.filter(({ job, problem }) => job === null && problem !== null).length;
  return [...counts, { count: hidden, word: "cannot be shown" }].flatMap(({ count, word }) =>
    count === 0 ? [] : `${count} ${word}`,
  );
}

/** The address of a wall. */
export function toWallPath(refs: readonly JobRef[]): string {
  return refs.length === 0 ? "/watch" : `/watch?${refs.map(toWallParam).join("&")}`;
}

/** Jobs in their order, as many together as the address of a wall holds. */
export function toWalls<Ref extends JobRef>(refs: readonly Ref[]): Ref[][] {
  const toLength = (ref: JobRef) => toWallParam(ref).length + 1;
  return toAddressParts(refs, { max: maxWatchedJobs, toLength });
}

const toWallParam = (ref: JobRef): string =>
  `job=${encodeURIComponent(toJobKey(ref)).replace("%3A", ":")}`;
