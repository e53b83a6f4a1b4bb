import type { FailingSource } from "./live-frame.ts";
import { isTerminal, toJobKey, type JobSummary } from "./job.ts";

/** What the first page shows: running by creation, the others by their end, the latest first. */
export type Overview = {
  running: JobSummary[];
  failed: JobSummary[];
  recent: JobSummary[];
  /** Kept by this browser, the latest first. */
  pinned: JobSummary[];
  opened: JobSummary[];
  /** Sources that could not be asked just now, each with a sentence. */
  problems: FailingSource[];
};

export const overviewLimits = { running: 15, failed: 8, recent: 8 };
const sortedLists = ["running", "failed", "recent"] as const;
type SortedList = keyof typeof overviewLimits;

/** The lists of which each section shows the beginning, as an address asks for them. */
export const overviewSearches: Readonly<Record<SortedList, string>> = {
  running: "status=running&status=queued&status=unknown",
  failed: "status=failed&status=partial&sort=-ended",
  recent: "status=succeeded&status=canceled&sort=-ended",
};

/** Whether a section that was full has room since: there may be jobs for it that nobody told of. */
export function hasRoom(before: Overview, after: Overview): boolean {
  return sortedLists.some(
    (list) =>
      before[list].length >= overviewLimits[list] && after[list].length < overviewLimits[list],
  );
}

/** The overview after jobs have changed: each moves to the list it now belongs to. What is older than what is shown counts for nothing. */
export function applyChanges(overview: Overview, told: JobSummary[]): Overview {
  const { running, failed, recent, pinned, opened } = overview;
  const shownAt = new Map(
    [running, failed, recent, pinned, opened]
      .flat()
      .map((job) => [toJobKey(job), job.observedAt] as const),
  );
  const changed = told.filter((job) => job.observedAt >= (shownAt.get(toJobKey(job)) ?? 0));
  const merge = (list: SortedList) => {
    const order = (a: JobSummary, b: JobSummary) =>
      instantOf(b, list) - instantOf(a, list) || (a.id < b.id ? 1 : -1);
    const shown = overview[list];
    const byKey = new Map(shown.map((job) => [toJobKey(job), job]));
    const last = shown[overviewLimits[list] - 1];
    for (const job of changed) {
      const key = toJobKey(job);
      if (belongsTo(job) !== list) byKey.delete(key);
      // Between the last row and one that sorts behind it may be jobs that nobody told of.
      else if (!last || byKey.has(key) || order(job, last) < 0) byKey.set(key, job);
    }
    return [...byKey.values()].toSorted(order).slice(0, overviewLimits[list]);
  };
  const byKey = new Map(changed.map((job) => [toJobKey(job), job]));
  const inPlace = (jobs: JobSummary[]) => jobs.map((job) => byKey.get(toJobKey(job)) ?? job);
  return {
    ...overview,
    pinned: inPlace(pinned),
    opened: inPlace(opened),
    running: merge("running"),
    failed: merge("failed"),
    recent: merge("recent"),
  };
}

function belongsTo({ status }: JobSummary): SortedList {
  if (!isTerminal(status)) return "running";
  return status === "failed" || status === "partial" ? "failed" : "recent";
}

function instantOf(job: JobSummary, list: SortedList): number {
  return (list === "running" ? job.createdAt : job.finishedAt) ?? 0;
}
