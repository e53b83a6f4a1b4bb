import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toChartRange } from "#lib/domain/durations/chart-range.ts";
import { toDurationsSearch, toJobsPath } from "#lib/domain/durations/durations-address.ts";
import { parseDurationsQuery } from "#lib/domain/durations/durations-query.ts";
import {
  countJobs,
  percentileNames,
  toFailureRate,
} from "#lib/domain/durations/durations-report.ts";
import { levelMs } from "#lib/domain/durations/rollup-level.ts";
import type { JobFact } from "#lib/domain/job-fact.ts";
import type { JobStatus } from "#lib/domain/job.ts";
import { readDurationsRequest } from "../http/durations-request.ts";
import { buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { getDurations } from "./get-durations.ts";

const now = Date.UTC(2026, 10, 22, 14, 30);
const hour = levelMs.hour;
const day = levelMs.day;
let store: Store;

beforeEach(async () => {
  store = await openStore("file::memory:");
});
afterEach(() => store.close());

async function read(search: string) {
  const { query, range } = readDurationsRequest(new URLSearchParams(search), now);
  return await getDurations({ store, sources: new Map() }, query, range, now);
}

let made = 0;
function job(
  status: JobStatus,
  [createdAt, startedAt, finishedAt]: [number | null, number | null, number | null],
  fields: JobFact["fields"] = {},
): JobFact {
  made += 1;
  return buildFact({
    id: `job_${made}`,
    fields: { status, createdAt, startedAt, finishedAt, ...fields },
  });
}

describe("the documented job, alone", () => {
  test("waited 2 s and ran 88 s, at every percentile", async () => {
    const createdAt = Date.parse("2026-11-20T12:34:56Z");
    await store.ingest(job("succeeded", [createdAt, createdAt + 2_000, createdAt + 90_000]));
    const { spreads } = (await read("ended_after=7d")).current;
    for (const name of percentileNames) {
      expect(spreads.wait[name]).toBe(2_000);
      expect(spreads.run[name]).toBe(88_000);
      expect(spreads.total[name]).toBe(90_000);
    }
    expect(spreads.run.count).toBe(1);
  });
});

describe("a report", () => {
  test("of an empty store has every slot, and nothing in them", async () => {
    const report = await read("ended_after=24h");
    expect(report.slots).toHaveLength(24);
    expect(report.slots.every((slot) => countJobs(slot) === 0)).toBe(true);
    expect(report.current.spreads.run).toEqual({
      count: 0,
      p50: null,
      p90: null,
      p95: null,
      p99: null,
    });
    expect(toFailureRate(report.current)).toBeNull();
    expect(report).toMatchObject({
      slowest: [],
      waiting: { total: 0, oldest: [] },
      failures: { kinds: [], totalKinds: 0 },
    });
  });

  test("keeps jobs that never started, and those whose clocks ran backwards, out of the percentiles", async () => {
    await store.ingestAll([
      job("canceled", [now - hour, null, now - hour + 500]),
      job("succeeded", [now - hour, now - 2 * hour, now - hour + 700]),
      job("succeeded", [now, now - 1_000, now - 2_000]),
    ]);
    const { current } = await read("ended_after=24h");
    expect(countJobs(current)).toBe(3);
    expect(current.spreads.wait.count).toBe(0);
    expect(current.spreads.total).toMatchObject({ count: 2, p50: 501 });
  });

  test("holds 0 ms and 30 days side by side", async () => {
    await store.ingestAll([
      job("succeeded", [now - hour, now - hour, now - hour]),
      job("succeeded", [now - 31 * day, now - 31 * day, now - day]),
    ]);
    const { spreads } = (await read("ended_after=7d")).current;
    expect(spreads.run.p50).toBe(0);
    expect(Math.abs((spreads.run.p99 ?? 0) - 30 * day)).toBeLessThan(0.3 * day);
  });

  test("counts a job in the slot it ended in, by outcome, and compares with the time before", async () => {
    await store.ingestAll([
      job("succeeded", [now - 2 * hour, now - 2 * hour, now - hour]),
      job("failed", [now - 2 * hour, now - 2 * hour, now - hour]),
      job("succeeded", [now - 30 * hour, now - 29 * hour, now - 28 * hour]),
    ]);
    const report = await read("ended_after=24h");
    expect(report.current.outcomes).toEqual({ succeeded: 1, partial: 0, failed: 1, canceled: 0 });
    expect(toFailureRate(report.current)).toBe(0.5);
    expect(countJobs(report.before)).toBe(1);
    expect(report.slots.filter((slot) => countJobs(slot) > 0)).toMatchObject([
      { startAt: Date.UTC(2026, 10, 22, 13) },
    ]);
  });

  test("is split by type, project and source, and filtered by them", async () => {
    const times: [number, number, number] = [now - 9_000, now - 8_000, now - 1_000];
    await store.ingestAll([
      job("succeeded", times, { type: "a", project: { id: "p", name: "Tower" } }),
      job("succeeded", times, { type: "b", project: { id: "p", name: "Tower" } }),
      job("failed", times, { type: "b" }),
    ]);
    const { breakdowns } = await read("ended_after=24h");
    expect(breakdowns.type.map(({ name, spreads }) => [name, spreads.run.count])).toEqual([
      ["b", 2],
      ["a", 1],
    ]);
    expect(breakdowns.project.map(({ name, label }) => [name, label])).toEqual([
      ["p", "Tower"],
      [null, ""],
    ]);
    const filtered = await read("ended_after=24h&type=b&project=");
    expect(filtered.current.outcomes.failed).toBe(1);
    expect(countJobs(filtered.current)).toBe(1);
    expect(countJobs((await read("ended_after=24h&type=-b")).current)).toBe(1);
    expect(countJobs((await read("ended_after=24h&status=failed")).current)).toBe(1);
  });

  test("names the slowest, the oldest that waits, and the kinds of failure", async () => {
    const error = (message: string) => ({ error: { code: "E", message } });
    await store.ingestAll([
      ...Array.from({ length: 30 }, (_, index) =>
        job("succeeded", [now - day, now - day, now - day + index * 1_000]),
      ),
      job("failed", [now - day, now - day, now - day + 5], error("sheet 1")),
      job("failed", [now - day, now - day, now - day + 6], error("sheet 2")),
      job("queued", [now - 5 * hour, null, null]),
      job("queued", [now - 6 * hour, null, null]),
    ]);
    const report = await read("ended_after=7d");
    expect(report.slowest).toHaveLength(10);
    expect(report.slowest[0]?.runMs).toBe(29_000);
    expect(report.slowest[9]?.runMs).toBe(20_000);
    expect(report.waiting.total).toBe(2);
    expect(report.waiting.oldest[0]?.createdAt).toBe(now - 6 * hour);
    expect(report.failures.kinds).toMatchObject([
      { fingerprint: "E: sheet …", jobs: 2, firstAt: now - day + 5, lastAt: now - day + 6 },
    ]);
  });
});

describe("a range", () => {
  test("of ten years is drawn in four-week steps, whole ones", async () => {
    const report = await read(`ended_after=${now - 3_652 * day}`);
    expect(report.range).toMatchObject({ stepMs: 4 * levelMs.week, level: "month" });
    expect(report.slots.length).toBeGreaterThan(129);
    expect(report.slots.length).toBeLessThan(133);
  });

  test("in the future is empty", async () => {
    await store.ingest(job("succeeded", [now - 3, now - 2, now - 1]));
    const report = await read(`ended_after=${now + day}&ended_before=${now + 3 * day}`);
    expect(countJobs(report.current)).toBe(0);
    expect(countJobs(report.before)).toBe(0);
  });

  test("that ends before it begins is a problem, and so is a value that makes no sense", () => {
    for (const bad of [
      "ended_after=5&ended_before=3",
      "last=7d",
      "source=x",
      "status=done",
      "ended_after=soon",
    ])
      expect(() => readDurationsRequest(new URLSearchParams(bad), now)).toThrow("cannot be drawn");
  });

  test("from the beginning to the end of time has an end", () => {
    const range = toChartRange({ after: -8e15, before: 8e15 }, now);
    expect(range && (range.endAt - range.startAt) / range.stepMs).toBeLessThanOrEqual(391);
  });
});

test("an address is read as it is written, and leads to the same jobs in the list", () => {
  const search = "?source=figur&type=a&type=-b&project=&ended_after=5&ended_before=9";
  const { query } = parseDurationsQuery(new URLSearchParams(search), now);
  expect(toDurationsSearch(query)).toBe(search);
  expect(toJobsPath(query.filter, { startAt: 6, endAt: 9 }, { status: "failed" })).toBe(
    `/jobs${search}&status=failed`,
  );
  const other = parseDurationsQuery(new URLSearchParams("q=x&ended_after=30d"), now);
  expect(other.query.ignored).toEqual(["q"]);
  expect(toDurationsSearch(other.query)).toBe("?ended_after=30d");
});
