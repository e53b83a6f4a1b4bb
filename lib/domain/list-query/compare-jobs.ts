import type { JobSummary } from "../job.ts";
import type { ListFilter } from "../list-filter.ts";

/** The order of a list, as the store has it: a job that lacks the value sorts as the smallest, ties go by name, in the same direction. */
export function compareJobs(a: JobSummary, b: JobSummary, sort: ListFilter["sort"]): number {
  const { by, descending } = sort ?? { by: "created", descending: true };
  const rise =
    orderOf(a, by) - orderOf(b, by) || compareText(a.source, b.source) || compareText(a.id, b.id);
  return descending ? -rise : rise;
}

function orderOf(job: JobSummary, by: "created" | "ended" | "duration"): number {
  return { created: job.createdAt, ended: job.finishedAt, duration: job.runMs }[by] ?? -1;
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
