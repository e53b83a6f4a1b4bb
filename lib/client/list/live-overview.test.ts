import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import { isTerminal, type JobSummary } from "#lib/domain/job.ts";
import type { ListChange, LiveFrame } from "#lib/domain/live-frame.ts";
import { overviewLimits, type Overview } from "#lib/domain/overview.ts";
import { createLiveOverview, type ShownOverview } from "./live-overview.ts";

const drawnAt = 100_000;
/** What Gantry knows. */
let known: JobSummary[];
let asked: string[];
/** What becomes of a request before it is answered. */
let beforeAnswer: () => void;
let shown: ShownOverview;
let live: ReturnType<typeof createLiveOverview>;

const job = (id: number, fields: Partial<JobSummary> = {}) =>
  buildSummary({ id: `job_${id}`, createdAt: id, status: "running", ...fields });
const failed = (id: number) => job(id, { status: "failed", finishedAt: id, observedAt: 2 });
const clock = (now: number): LiveFrame => ({ event: "clock", data: { now } });
const told = (data: ListChange): LiveFrame => ({ event: "jobs", data });
const idsOf = (jobs: readonly JobSummary[]) => jobs.map(({ id }) => Number(id.slice(4)));

/** The newest of them, as many as the address asks for. */
function answer(search: URLSearchParams): JobSummary[] {
  const [ids, statuses] = [search.getAll("id"), search.getAll("status")];
  return known
    .filter(({ id, status }) => (ids.length > 0 ? ids.includes(id) : statuses.includes(status)))
    .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
    .slice(0, Number(search.get("limit")));
}

function open(fields: Partial<Overview> = {}): void {
  const running = known.filter(({ status }) => !isTerminal(status)).slice(0, 15);
  const none = { failed: [], recent: [], pinned: [], opened: [], problems: [] };
  const overview: Overview = { running, ...none, ...fields };
  shown = { overview, isBehind: false };
  const onChange = (next: ShownOverview) => (shown = next);
  live = createLiveOverview({ overview, drawnAt, onChange, gatherMs: 5 });
}

const settle = () => vi.waitUntil(() => asked.length > 0 && !shown.isBehind);

beforeEach(() => {
  known = [4, 3, 2, 1].map((id) => job(id));
  asked = [];
  beforeAnswer = () => undefined;
  vi.stubGlobal("fetch", async (path: string, { signal }: RequestInit) => {
    asked.push(path);
    const data = answer(new URL(path, "http://gantry").searchParams);
    await Promise.resolve();
    beforeAnswer();
    signal?.throwIfAborted();
    return Response.json({ data });
  });
});
afterEach(() => {
  live.stop();
  vi.unstubAllGlobals();
});

test("jobs that ended before an older page listens again are not shown as running", async () => {
  open({ pinned: [job(4)] });
  known = [failed(4), failed(3), job(2), job(1)];
  live.compareClock(drawnAt + 26_000);
  await settle();
  expect(idsOf(shown.overview.running)).toEqual([2, 1]);
  expect(idsOf(shown.overview.failed)).toEqual([4, 3]);
  expect(shown.overview.pinned[0]?.status).toBe("failed");
  const before = asked.length;
  live.hear(clock(drawnAt + 27_000));
  live.hear(clock(drawnAt + 60_000));
  expect(asked).toHaveLength(before);
});

test("a page that was drawn just now asks for nothing", () => {
  open();
  live.hear(clock(drawnAt + 1_000));
  live.hear(clock(drawnAt + 60_000));
  live.hear(told({ changed: [failed(4)] }));
  expect(asked).toEqual([]);
  expect(idsOf(shown.overview.failed)).toEqual([4]);
});

test("what could not be told is asked for, and again at the next clock where that failed", async () => {
  open();
  known = [failed(4), job(3)];
  beforeAnswer = () => {
    throw new TypeError("Failed to fetch");
  };
  live.hear(told({ changed: [], missed: true }));
  await vi.waitUntil(() => asked.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(idsOf(shown.overview.running)).toEqual([4, 3, 2, 1]);
  expect(shown.isBehind).toBe(true);
  beforeAnswer = () => undefined;
  live.hear(clock(drawnAt + 15_000));
  await settle();
  expect(idsOf(shown.overview.running)).toEqual([3]);
  expect(idsOf(shown.overview.failed)).toEqual([4]);
});

test("a section that was full is filled again, when those that it showed have ended", async () => {
  const newest = Array.from({ length: overviewLimits.running }, (_, at) => 100 - at);
  known = [...newest, 8, 7, 6, 5, 4, 3, 2, 1].map((id) => job(id));
  open();
  known = known.map((each, at) => (at < newest.length ? failed(100 - at) : each));
  for (const id of newest) live.hear(told({ changed: [failed(id)] }));
  expect(shown).toMatchObject({ overview: { running: [] }, isBehind: true });
  await settle();
  expect(idsOf(shown.overview.running)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  expect(asked, "questions for jobs that ended together").toHaveLength(3);
  live.hear(told({ changed: [failed(8)] }));
  expect(shown.isBehind, "nothing is left to fill it with").toBe(false);
});

test("an answer that was read before a change does not undo it", async () => {
  open();
  beforeAnswer = () => live.hear(told({ changed: [failed(4)] }));
  live.compareClock(drawnAt + 26_000);
  await settle();
  expect(idsOf(shown.overview.running)).toEqual([3, 2, 1]);
  expect(idsOf(shown.overview.failed)).toEqual([4]);
});
