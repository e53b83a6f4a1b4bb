import type { JobSummary } from "../job.ts";
import type { ListFilter } from "../list-filter.ts";

/** The order of a list, as the store has it: a job that lacks the value comes last, ties go by name, in the direction of the sort. */
export function compareJobs(a: JobSummary, b: JobSummary, sort: ListFilter["sort"]): number {
  const { by, descending } = sort ?? { by: "created", descending: true };
  const [first, second] = [orderOf(a, by), orderOf(b, by)];
  if ((first === null) !== (second === null)) return first === null ? 1 : -1;
  const rise =
    (first ?? 0) - (second ?? 0) || compareText(a.source, b.source) || compareText(a.id, b.id);
  return descending ? -rise : rise;
}

function orderOf(job: JobSummary, by: "created" | "ended" | "duration"): number | null {
  return { created: job.createdAt, ended: job.finishedAt, duration: job.runMs }[by];
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
