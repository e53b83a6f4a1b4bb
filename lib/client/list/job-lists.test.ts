import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import { toJobKey, type JobSummary } from "#lib/domain/job.ts";
import type { JobList } from "#lib/domain/job-list.ts";
import { createJobLists, type JobLists } from "./job-lists.ts";

/** What the server knows, newest first. */
let known: JobSummary[];
/** Those of other filters: they are told by their IDs alone. */
let gone: JobSummary[];
let clock: number;
/** What becomes of a request before it is answered. */
let beforeAnswer: () => Promise<void> | void;

const job = (id: number, fields: Partial<JobSummary> = {}) =>
  buildSummary({ id: `job_${id}`, createdAt: id, status: "running", ...fields });
const jobs = (newest: number, oldest: number) =>
  Array.from({ length: newest - oldest + 1 }, (_, index) => job(newest - index));

function answer(search: URLSearchParams): JobList {
  const ids = search.getAll("id");
  const all = ids.length === 0 ? known : [...known, ...gone].filter(({ id }) => ids.includes(id));
  const from = Number(search.get("cursor"));
  const to = from + Number(search.get("limit"));
  const counts = { queued: 0, succeeded: 0, partial: 0, failed: 0, canceled: 0, unknown: 0 };
  const meta = {
    total: all.length,
    isTotalExact: true,
    isCountExact: true,
    asOf: clock,
    counts: { ...counts, running: 0 },
  };
  return {
    data: all.slice(from, to),
    meta: { ...meta, next: to < all.length ? String(to) : null },
  };
}

beforeEach(() => {
  known = jobs(60, 1);
  [gone, clock] = [[], 0];
  beforeAnswer = () => undefined;
  vi.stubGlobal("fetch", async (path: string, { signal }: RequestInit) => {
    const list = answer(new URL(path, "http://gantry").searchParams);
    await beforeAnswer();
    signal?.throwIfAborted();
    return Response.json(list);
  });
});
afterEach(() => vi.unstubAllGlobals());

const open = () => createJobLists("", answer(new URLSearchParams("limit=50")));
const rowsOf = (lists: JobLists) =>
  lists.getState().list?.rows.map(({ id }) => Number(id.slice(4)));
const settle = (lists: JobLists) =>
  vi.waitUntil(() => lists.getState().list !== null && lists.getState().phase === "ready");

test("what came during a gap waits, and is shown without a hole", async () => {
  const lists = open();
  known = jobs(259, 1);
  await lists.sync(true);
  expect(lists.getState().list).toMatchObject({ isBehind: false, total: 259 });
  lists.showWaiting();
  expect(rowsOf(lists)).toEqual(jobs(259, 11).map(({ createdAt }) => createdAt));

  known = jobs(5_260, 1);
  await lists.sync(true);
  expect(lists.getState().list).toMatchObject({ isBehind: true, total: 5_260 });
  lists.showWaiting();
  await settle(lists);
  expect(rowsOf(lists)).toEqual(jobs(5_260, 5_211).map(({ createdAt }) => createdAt));
  expect(lists.getState().list?.isBehind).toBe(false);
});

test("rows that match no more are found out after a gap, wherever they stood", async () => {
  const lists = open();
  known = [...known.slice(0, 3), ...known.slice(5)];
  gone = [57, 56].map((id) => job(id, { status: "failed", observedAt: 2 }));
  await lists.sync(true);
  expect(
    lists
      .getState()
      .list?.rows.slice(2, 6)
      .map(({ status }) => status),
  ).toEqual([...["running", "failed", "failed", "running"]]);
});

test("a window that moves with the clock is judged anew", async () => {
  const minute = 60_000;
  const search = "created_after=1h";
  known = [job(90 * minute), job(30 * minute)];
  clock = 80 * minute;
  const lists = createJobLists(search, answer(new URLSearchParams("limit=50")));
  expect(lists.isDated(clock + minute - 1)).toBe(false);
  clock = 95 * minute;
  expect(lists.isDated(clock)).toBe(true);
  await lists.sync(false);
  expect(lists.getState().list?.leaving.size).toBe(1);
  expect(lists.isDated(clock)).toBe(false);
  expect(open().isDated(clock + minute)).toBe(false);
});

test("more than can wait are read anew when they are shown", async () => {
  const lists = open();
  known = jobs(1_560, 1);
  for (const each of jobs(1_560, 61).toReversed())
    lists.apply({
      changed: [each],
      before: { [toJobKey(each)]: { status: null, at: each.createdAt ?? 0 } },
    });
  lists.showWaiting();
  await settle(lists);
  expect(rowsOf(lists)).toEqual(jobs(1_560, 1_511).map(({ createdAt }) => createdAt));
});

test("an answer that was read before a change does not undo it", async () => {
  const lists = open();
  const ended = job(60, { status: "succeeded", observedAt: 2 });
  beforeAnswer = () => lists.apply({ changed: [ended] });
  await lists.sync(false);
  expect(lists.getState().list?.rows[0]?.status).toBe("succeeded");
  lists.show("type=parse");
  await settle(lists);
  expect(lists.getState().list?.rows[0]?.status).toBe("succeeded");
});

test.each([
  ["is read anew", (lists: JobLists) => lists.refresh()],
  ["is caught up with", (lists: JobLists) => void lists.sync(false)],
])("a change that is told while a list %s counts, unless its page counts it", async (_, read) => {
  clock = 100;
  const lists = open();
  const tell = (id: number, at: number) =>
    lists.apply({ changed: [job(id)], before: { [`bedrock:job_${id}`]: { status: null, at } } });
  beforeAnswer = () => {
    tell(61, 199);
    tell(62, 201);
    tell(63, 202);
  };
  clock = 200;
  read(lists);
  await vi.waitUntil(() => lists.getState().list?.asOf === 200);
  expect(lists.getState().list).toMatchObject({ counts: { running: 2 }, total: 2 });
});

test("a list that was left while it loaded more loads more when it is come back to", async () => {
  const lists = open();
  lists.loadMore();
  lists.show("type=parse");
  await settle(lists);
  lists.show("");
  expect(lists.getState().phase).toBe("ready");
  lists.loadMore();
  await settle(lists);
  expect(rowsOf(lists)).toHaveLength(60);
});

test("a list that was not in sight during a gap is asked for anew", async () => {
  const lists = open();
  lists.show("type=parse");
  await settle(lists);
  known = jobs(61, 1);
  await lists.sync(true);
  lists.show("");
  await settle(lists);
  expect(rowsOf(lists)?.[0]).toBe(61);
});

test("where every row that was loaded is gone, those behind them are asked for", async () => {
  const lists = createJobLists("status=running", answer(new URLSearchParams("limit=50")));
  const ended = known
    .slice(0, 50)
    .map(({ id, createdAt }) => buildSummary({ id, createdAt, status: "failed", observedAt: 2 }));
  lists.apply({ changed: ended });
  known = known.slice(50);
  lists.showWaiting();
  await settle(lists);
  expect(rowsOf(lists)).toEqual(known.map(({ createdAt }) => createdAt));
});

test("a list that begins at a cursor waits for nothing that stands before its first row", async () => {
  const lists = createJobLists("cursor=20", answer(new URLSearchParams("cursor=20&limit=30")));
  await lists.sync(false);
  lists.apply({ changed: [job(61), job(59)] });
  expect(lists.getState().list).toMatchObject({ waiting: new Map(), isBehind: false });
  lists.apply({ changed: [job(20.5)] });
  expect(lists.getState().list?.waiting.size).toBe(1);
  lists.show("");
  await settle(lists);
  expect(rowsOf(lists)?.[0]).toBe(60);
});

test("whoever hears what is told hears of live changes and of rows, once each", async () => {
  const lists = open();
  const heard: number[] = [];
  const stop = lists.hear((told) => heard.push(told.length));
  lists.apply({ changed: [job(61)] });
  await lists.sync(false);
  lists.loadMore();
  await settle(lists);
  stop();
  lists.apply({ changed: [job(62)] });
  expect(heard).toEqual([1, 60, 10]);
});

test("what failed is what is asked for again", async () => {
  const lists = open();
  beforeAnswer = () => {
    throw new Error("gone");
  };
  lists.refresh();
  await vi.waitUntil(() => lists.getState().error !== null);
  beforeAnswer = () => undefined;
  known = jobs(61, 1);
  lists.retry();
  await settle(lists);
  expect(rowsOf(lists)).toEqual(jobs(61, 12).map(({ createdAt }) => createdAt));
});

test("an address that was refused does not keep the list of every job away", async () => {
  const lists = createJobLists("", null);
  lists.show("");
  await settle(lists);
  expect(rowsOf(lists)).toHaveLength(50);
});
