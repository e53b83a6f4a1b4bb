import { isTerminal, toJobKey, type JobStatus, type JobSummary } from "../job.ts";
import type { ListFilter } from "../list-filter.ts";
import type { ListChange } from "../live-frame.ts";
import { compareJobs } from "./compare-jobs.ts";
import { matchesFilter } from "./matches-filter.ts";

/** A list as a screen holds it. */
export type ShownList = {
  filter: ListFilter;
  /** The server's clock when it was read, which the filter's “24h ago” is counted from. */
  asOf: number;
  /** In the order of the list; those that changed since stay where they were read. */
  rows: readonly JobSummary[];
  /** The cursor of the rows after the last one; null when there are none. */
  next: string | null;
  /** The last row as it was read: where what is loaded ends. */
  end: JobSummary | undefined;
  total: number;
  /** False where there are at least `total`. */
  isTotalExact: boolean;
  counts: Readonly<Record<JobStatus, number>>;
  /** False where there are at least so many of each. */
  isCountExact: boolean;
  /** The server's clock up to which changes are in the counts: one may be told again, and a page counts those before it. */
  countedAt: number;
  /** What matches by now and is not among the rows, by key: shown when the reader says so. */
  waiting: ReadonlyMap<string, JobSummary>;
  /** More has come than waits: what is ahead of the rows is to be read anew. */
  isBehind: boolean;
  /** Keys of the rows that match no more: taken away when the reader says so. */
  leaving: ReadonlySet<string>;
};

const maxWaiting = 1_000;

/** The list after jobs have changed: rows change in place, and new ones wait. What is older than what is shown changes nothing. */
export function applyListChanges(list: ShownList, { changed, before = {} }: ListChange): ShownList {
  if (changed.length === 0) return list;
  const byKey = new Map(changed.map((job) => [toJobKey(job), job]));
  const shown = new Set<string>();
  let isRowChanged = false;
  const rows = list.rows.map((row) => {
    const key = toJobKey(row);
    const job = byKey.get(key);
    if (!job) return row;
    if (job.observedAt < row.observedAt) {
      byKey.delete(key);
      return row;
    }
    shown.add(key);
    isRowChanged ||= job !== row;
    return job;
  });
  const end = list.next === null ? undefined : list.end;
  const [waiting, leaving] = [new Map(list.waiting), new Set(list.leaving)];
  const { status: _, ...others } = list.filter;
  const counts = { ...list.counts };
  let { isBehind, countedAt } = list;
  for (const [key, job] of byKey) {
    if (job.observedAt < (waiting.get(key)?.observedAt ?? 0)) continue;
    const isAhead = end === undefined || compareJobs(job, end, list.filter.sort) < 0;
    const isMatch = matchesFilter(job, list.filter);
    if (shown.has(key) && !isMatch) leaving.add(key);
    else leaving.delete(key);
    if (shown.has(key) || !isAhead || !isMatch) waiting.delete(key);
    else if (waiting.has(key) || waiting.size < maxWaiting) waiting.set(key, job);
    else isBehind = true;
    const was = before[key];
    if (was === undefined || was.at <= list.countedAt) continue;
    countedAt = Math.max(countedAt, was.at);
    if (was.status !== null && matchesFilter(toEarlier(job, was.status), others))
      counts[was.status] -= 1;
    if (matchesFilter(job, others)) counts[job.status] += 1;
  }
  for (const [status, count] of Object.entries(counts))
    if (count < 0) Object.assign(counts, { [status]: 0 });
  return {
    ...list,
    rows: isRowChanged ? rows : list.rows,
    waiting,
    isBehind,
    leaving,
    counts,
    countedAt,
    total: sumCounts(counts, list.filter),
  };
}

/** The list with what waited in its place, and without the rows that match no more. */
export function showWaiting(list: ShownList): ShownList {
  const rows = list.rows.filter((job) => !list.leaving.has(toJobKey(job)));
  rows.push(...list.waiting.values());
  return {
    ...list,
    rows: rows.toSorted((a, b) => compareJobs(a, b, list.filter.sort)),
    waiting: new Map(),
    leaving: new Set(),
  };
}

/** The rows with another page behind them; a job that moved from one to the other is there once. */
export function addRows(list: ShownList, page: Pick<ShownList, "rows" | "next">): ShownList {
  const known = new Set(list.rows.map(toJobKey));
  const added = page.rows.filter((job) => !known.has(toJobKey(job)));
  const keys = new Set(added.map(toJobKey));
  const waiting = new Map(Array.from(list.waiting).filter(([key]) => !keys.has(key)));
  const end = page.rows.at(-1) ?? list.end;
  return { ...list, rows: [...list.rows, ...added], next: page.next, end, waiting };
}

/** Whether jobs that nobody has told of may stand between those of a first page and the rows. */
export function isApart(
  list: ShownList,
  firstPage: { rows: readonly JobSummary[]; next: string | null },
): boolean {
  const [top, last] = [list.rows[0], firstPage.rows.at(-1)];
  if (firstPage.next === null || last === undefined) return false;
  return top === undefined || compareJobs(last, top, list.filter.sort) < 0;
}

/** An open job has neither end nor error nor length; which of them a change of status brought is not told. */
function toEarlier(job: JobSummary, status: JobStatus): JobSummary {
  if (!isTerminal(status)) return { ...job, status, finishedAt: null, runMs: null, error: null };
  return { ...job, status, ...(status === "succeeded" && { error: null }) };
}

/** Of the jobs of each status, those that the filter's statuses let through. */
export function sumCounts(
  counts: Readonly<Record<JobStatus, number>>,
  { status }: ListFilter,
): number {
  const { include, exclude } = status ?? { include: [], exclude: [] };
  let total = 0;
  for (const [name, count] of Object.entries(counts)) {
    const isIncluded = include.length === 0 || include.some((each) => each === name);
    if (isIncluded && !exclude.some((each) => each === name)) total += count;
  }
  return total;
}
