import { isTerminal, toJobKey, type JobSummary } from "./job.ts";

/** What the first page shows: running by creation, the others by their end, the latest first. */
export type Overview = {
  running: JobSummary[];
  failed: JobSummary[];
  recent: JobSummary[];
  /** Sources that could not be asked just now, each with a sentence. */
  problems: { label: string; message: string }[];
};

export const overviewLimits = { running: 15, failed: 8, recent: 8 };

/** The overview after jobs have changed: each moves to the list it now belongs to. */
export function applyChanges(overview: Overview, changed: JobSummary[]): Overview {
  const merge = (list: keyof typeof overviewLimits) => {
    const byKey = new Map(overview[list].map((job) => [toJobKey(job), job]));
    for (const job of changed) {
      if (belongsTo(job) === list) byKey.set(toJobKey(job), job);
      else byKey.delete(toJobKey(job));
    }
    return [...byKey.values()]
      .toSorted((a, b) => instantOf(b, list) - instantOf(a, list) || (a.id < b.id ? 1 : -1))
      .slice(0, overviewLimits[list]);
  };
  return {
    ...overview,
    running: merge("running"),
    failed: merge("failed"),
    recent: merge("recent"),
  };
}

function belongsTo({ status }: JobSummary): keyof typeof overviewLimits {
  if (!isTerminal(status)) return "running";
  return status === "failed" || status === "partial" ? "failed" : "recent";
}

function instantOf(job: JobSummary, list: keyof typeof overviewLimits): number {
  return (list === "running" ? job.createdAt : job.finishedAt) ?? 0;
}
