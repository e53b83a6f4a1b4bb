import { toFingerprint } from "../durations/fingerprint.ts";
import type { JobSummary } from "../job.ts";
import type { InstantRange, LengthRange, ListFilter, Selection } from "../list-filter.ts";

/** Whether the filter lets the job through, as the store would say; its sort, limit and cursor are not looked at. */
export function matchesFilter(job: JobSummary, filter: ListFilter): boolean {
  return (
    selects(filter.source, job.source) &&
    selects(filter.status, job.status) &&
    selects(filter.type, job.type, matchesType) &&
    selects(filter.project, job.project?.id ?? null) &&
    selects(filter.target, job.target?.id ?? null) &&
    selects(filter.parent, job.parentId) &&
    (filter.ids?.includes(job.id) ?? true) &&
    isWithin(job.createdAt, filter.created) &&
    isWithin(job.finishedAt, filter.ended) &&
    lasts(job.runMs, filter.duration) &&
    lasts(job.queueMs, filter.wait) &&
    lasts(toTotalMs(job), filter.total) &&
    !isExcepted(job, filter.except ?? {}) &&
    (filter.failure === undefined || selects(filter.failure, toFingerprint(job) ?? "")) &&
    contains(job, filter.q ?? "") &&
    (filter.notQ ?? []).every((text) => !contains(job, text))
  );
}

/** `overlay.*` stands for every type that begins like that. */
function matchesType(pattern: string, type: string): boolean {
  return pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
}

function selects<T>(
  selection: Selection<T> | undefined,
  value: T,
  isMatch: (pattern: T, value: T) => boolean = Object.is,
): boolean {
  const { include, exclude } = selection ?? { include: [], exclude: [] };
  const isIncluded = include.length === 0 || include.some((each) => isMatch(each, value));
  return isIncluded && !exclude.some((each) => isMatch(each, value));
}

function isExcepted(job: JobSummary, except: NonNullable<ListFilter["except"]>): boolean {
  const { created = [], ended = [], duration = [], wait = [], total = [] } = except;
  return (
    created.some((range) => isWithin(job.createdAt, range)) ||
    ended.some((range) => isWithin(job.finishedAt, range)) ||
    duration.some((range) => lasts(job.runMs, range)) ||
    wait.some((range) => lasts(job.queueMs, range)) ||
    total.some((range) => lasts(toTotalMs(job), range))
  );
}

function isWithin(at: number | null, { after, before }: InstantRange = {}): boolean {
  if (after === undefined && before === undefined) return true;
  return at !== null && at > (after ?? -Infinity) && at < (before ?? Infinity);
}

function lasts(ms: number | null, { minMs, maxMs }: LengthRange = {}): boolean {
  if (minMs === undefined && maxMs === undefined) return true;
  return ms !== null && ms >= (minMs ?? 0) && ms <= (maxMs ?? Infinity);
}

function toTotalMs({ createdAt, finishedAt }: JobSummary): number | null {
  return createdAt === null || finishedAt === null || finishedAt < createdAt
    ? null
    : finishedAt - createdAt;
}

/** ASCII letters alone are folded, as the database does it. */
function contains({ id, type, error }: JobSummary, text: string): boolean {
  if (text === "") return true;
  const fold = (each: string) => each.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const wanted = fold(text);
  return [id, type, error?.code ?? "", error?.message ?? ""].some((each) =>
    fold(each).includes(wanted),
  );
}
