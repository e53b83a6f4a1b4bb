import { describe, expect, test } from "vitest";
import { buildSummary } from "../build-summary.ts";
import { toJobKey, type JobStatus, type JobSummary } from "../job.ts";
import type { ListFilter } from "../list-filter.ts";
import { addRows, applyListChanges, showWaiting, type ShownList } from "./apply-list-changes.ts";

const noCounts: Record<JobStatus, number> = {
  ...{ queued: 0, running: 0, succeeded: 0, partial: 0, failed: 0, canceled: 0, unknown: 0 },
};
const job = (id: number, fields: Partial<JobSummary> = {}) =>
  buildSummary({ id: `job_${id}`, createdAt: id, status: "running", ...fields });
const list = (ids: number[], more: Partial<ShownList> = {}): ShownList => ({
  filter: {},
  asOf: 0,
  rows: ids.map((id) => job(id)),
  next: null,
  end: ids.map((id) => job(id)).at(-1),
  total: ids.length,
  isTotalExact: true,
  isCountExact: true,
  counts: { ...noCounts, running: ids.length },
  waiting: new Map(),
  isBehind: false,
  leaving: new Set(),
  countedAt: 0,
  ...more,
});
const ids = (jobs: Iterable<JobSummary>) => Array.from(jobs, ({ id }) => Number(id.slice(4)));
let clock = 0;
const change = (jobs: JobSummary[], before: (JobStatus | null)[] = [], at = ++clock) => ({
  changed: jobs,
  before: Object.fromEntries(
    jobs.flatMap((each, index) => {
      const was = before[index];
      return was === undefined ? [] : [[toJobKey(each), { status: was, at }]];
    }),
  ),
});

describe("a change", () => {
  test("of a row in sight is drawn in place, also when it matches no more", () => {
    const filter: ListFilter = { status: { include: ["running"], exclude: [] } };
    const done = job(2, { status: "succeeded", finishedAt: 9 });
    const next = applyListChanges(list([3, 2, 1], { filter }), change([done], ["running"]));
    expect(ids(next.rows)).toEqual([3, 2, 1]);
    expect(next.rows[1]).toBe(done);
    expect(next.counts).toMatchObject({ running: 2, succeeded: 1 });
    expect(next.total).toBe(2);
    expect([...next.leaving]).toEqual([toJobKey(done)]);
    expect(ids(showWaiting(next).rows)).toEqual([3, 1]);
    expect(showWaiting(next).leaving.size).toBe(0);
  });

  test("that is older than what is shown changes neither rows nor what waits nor counts", () => {
    const [two, three] = [job(2, { observedAt: 20 }), job(3, { observedAt: 20 })];
    const drawn = list([], { rows: [two], waiting: new Map([[toJobKey(three), three]]) });
    const old = [2, 3].map((id) => job(id, { status: "queued", observedAt: 10 }));
    expect(applyListChanges(drawn, change(old, [null, null]))).toEqual(drawn);
  });

  test("of a row that matches again keeps it", () => {
    const filter: ListFilter = { status: { include: ["running"], exclude: [] } };
    const gone = applyListChanges(
      list([2, 1], { filter }),
      change([job(2, { status: "queued" })], ["running"]),
    );
    const back = applyListChanges(gone, change([job(2)], ["queued"]));
    expect([gone.leaving.size, back.leaving.size]).toEqual([1, 0]);
    expect(ids(showWaiting(back).rows)).toEqual([2, 1]);
  });

  test("that brings a new job leaves the rows alone until the reader says so", () => {
    const next = applyListChanges(list([3, 1]), change([job(4), job(2)], [null, null]));
    expect(ids(next.rows)).toEqual([3, 1]);
    expect(next.waiting.size).toBe(2);
    expect(next.counts.running).toBe(4);
    expect(ids(showWaiting(next).rows)).toEqual([4, 3, 2, 1]);
    expect(showWaiting(next).waiting.size).toBe(0);
  });

  test("of a job that belongs behind what is loaded waits for its page", () => {
    const open = list([9, 8], { next: "cursor", total: 9 });
    expect(applyListChanges(open, change([job(5)], [null])).waiting.size).toBe(0);
    expect(ids(addRows(open, { rows: [job(8), job(7)], next: null }).rows)).toEqual([9, 8, 7]);
  });

  test("that takes a waiting job out of the filter takes it from those that wait", () => {
    const filter: ListFilter = { status: { include: ["running"], exclude: [] } };
    const one = applyListChanges(list([1], { filter }), change([job(2)], [null]));
    const none = applyListChanges(one, change([job(2, { status: "failed" })], ["running"]));
    expect([one.waiting.size, none.waiting.size]).toEqual([1, 0]);
    expect(none.counts).toMatchObject({ running: 1, failed: 1 });
  });

  test("is counted once, also when it is told again, or when the list was read after it", () => {
    const shown = list([1], { countedAt: 5 });
    const before = applyListChanges(shown, change([job(2)], [null], 5));
    const once = applyListChanges(before, change([job(3), job(4)], [null, null], 6));
    const twice = applyListChanges(once, change([job(3), job(4)], [null, null], 6));
    expect([before, once, twice].map(({ total }) => total)).toEqual([1, 3, 3]);
  });

  test("of the progress alone counts nothing, and of nothing is the same list", () => {
    const shown = list([1]);
    const moved = job(1, { progress: { fraction: 0.5, message: null } });
    expect(applyListChanges(shown, change([moved])).counts).toEqual(shown.counts);
    expect(applyListChanges(shown, change([]))).toBe(shown);
  });

  test("that brings more than can wait leaves the list behind", () => {
    const many = Array.from({ length: 1_001 }, (_, index) => job(index + 2));
    const most = applyListChanges(list([1]), change(many.slice(1)));
    const all = applyListChanges(list([1]), change(many));
    expect([most.waiting.size, most.isBehind]).toEqual([1_000, false]);
    expect([all.waiting.size, all.isBehind]).toEqual([1_000, true]);
  });

  test("of the last row does not move the place where what is loaded ends", () => {
    const sort: ListFilter["sort"] = { by: "ended", descending: true };
    const ended = (id: number, finishedAt: number) =>
      job(id, { status: "succeeded", finishedAt, observedAt: finishedAt });
    const rows = [ended(3, 30), ended(2, 20), job(1)];
    const open = list([], { filter: { sort }, rows, end: rows[2], next: "cursor" });
    const moved = applyListChanges(open, change([ended(1, 40)], ["running"]));
    const news = applyListChanges(moved, change([ended(4, 35)], [null]));
    expect(ids(news.waiting.values())).toEqual([4]);
  });

  test("from one end to another is counted once, whatever the filter asks of the end", () => {
    const filter: ListFilter = { ended: { after: 5 } };
    const partial = job(1, { status: "partial", finishedAt: 9, runMs: 3 });
    const shown = list([1], { filter, counts: { ...noCounts, succeeded: 1 } });
    const next = applyListChanges(shown, change([partial], ["succeeded"]));
    expect(next.counts).toMatchObject({ succeeded: 0, partial: 1 });
    expect(next.total).toBe(1);
  });
});
