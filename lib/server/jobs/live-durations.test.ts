import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { countJobs, type DurationsReport } from "#lib/domain/durations/durations-report.ts";
import {
  applyChange,
  beginToHear,
  renewDurations,
  toLiveDurations,
  type LiveDurations,
} from "#lib/domain/durations/live-durations.ts";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { toJobKey, type JobStatus, type JobSummary } from "#lib/domain/job.ts";
import { toSummary } from "#lib/domain/to-summary.ts";
import { readDurationsRequest } from "../http/durations-request.ts";
import { buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { getDurations } from "./get-durations.ts";

const now = Date.UTC(2026, 10, 22, 14, 30);
const minuteMs = 60_000;
let store: Store;

beforeEach(async () => {
  store = await openStore("file::memory:");
});
afterEach(() => store.close());

const toRequest = (search: string) => readDurationsRequest(new URLSearchParams(search), now);

async function read(search = "ended_after=24h"): Promise<DurationsReport> {
  const { query, range } = toRequest(search);
  return await getDurations({ store, sources: new Map() }, query, range, now);
}

type End = { id: number; status: JobStatus; waitMs: number; runMs: number; agoMs: number };

function toFact({ id, status, waitMs, runMs, agoMs }: End): JobFact {
  const finishedAt = now - agoMs;
  const startedAt = finishedAt - runMs;
  const error = status === "failed" ? { code: "E", message: "sheet 1" } : null;
  return buildFact({
    id: `job_${id}`,
    observedAt: now + id,
    fields: { status, createdAt: startedAt - waitMs, startedAt, finishedAt, error },
  });
}

/** Stores them and tells the charts, as the live stream does. */
async function end(live: LiveDurations, ends: readonly End[], search = "ended_after=24h") {
  const changes = await store.ingestAll(ends.map(toFact));
  const { query } = toRequest(search);
  const changed = changes.map(({ job }) => toSummary(job));
  return { live: applyChange(live, { changed }, query), changed };
}

const { query: lastDay } = toRequest("ended_after=24h");

/** What a browser moves on by itself. */
const drawn = ({ slots, current, histograms, open }: DurationsReport) => ({
  ...{ slots, current, histograms, open },
});

const someEnds = fc
  .array(
    fc.record({
      status: fc.constantFrom<JobStatus>("succeeded", "failed", "partial", "canceled"),
      waitMs: fc.nat(90_000),
      runMs: fc.nat(9_000_000),
      agoMs: fc.nat(9 * minuteMs),
    }),
    { maxLength: 25 },
  )
  .map((ends) => ends.map((each, id): End => ({ ...each, id })));

test("charts that moved on with the jobs are those that the server would draw anew", async () => {
  await fc.assert(
    fc.asyncProperty(someEnds, fc.nat(25), async (ends, known) => {
      await store.close();
      store = await openStore("file::memory:");
      await store.ingestAll(ends.slice(0, known).map(toFact));
      const before = toLiveDurations(await read());
      // The last ones that the page knew are told once more: a stream repeats.
      const { live } = await end(before, ends.slice(Math.max(0, known - 3)));
      expect(live.isStale).toBe(false);
      expect(drawn(live.report)).toEqual(drawn(await read()));
    }),
    { numRuns: 15 },
  );
});

test("jobs that end while the report is read count once, wherever the reading was", async () => {
  const changed: JobSummary[] = [];
  store.subscribe(({ job }) => changed.push(toSummary(job)));
  const endMany = async () => {
    for (let id = 0; id < 20; id += 1)
      await store.ingest(
        toFact({ id, status: "succeeded", waitMs: 1, runMs: id, agoMs: minuteMs }),
      );
  };
  const [report] = await Promise.all([read(), endMany()]);
  const { report: moved } = applyChange(toLiveDurations(report), { changed }, lastDay);
  expect(drawn(moved)).toEqual(drawn(await read()));
  for (const [part] of [report.breakdowns.type, report.breakdowns.project])
    expect(part ? countJobs(part) : 0).toBe(countJobs(report.current));
});

describe("a job that ended", () => {
  const one: End = { id: 1, status: "succeeded", waitMs: 2_000, runMs: 88_000, agoMs: minuteMs };

  test("counts once, however often it is told, and leaves the report as it was before", async () => {
    const first = toLiveDurations(await read());
    const { live, changed } = await end(first, [one]);
    expect(applyChange(live, { changed }, lastDay)).toBe(live);
    expect(countJobs(live.report.current)).toBe(1);
    expect(live.report.current.spreads.run.p50).toBe(88_000);
    expect(countJobs(first.report.current)).toBe(0);
  });

  test("and is told otherwise later counts for what it is then", async () => {
    const { live } = await end(toLiveDurations(await read()), [one]);
    const corrected = await end(live, [{ ...one, status: "failed", runMs: 99_000 }]);
    expect(corrected.live.report.current.outcomes).toMatchObject({ succeeded: 0, failed: 1 });
    expect(drawn(corrected.live.report)).toEqual(drawn(await read()));
  });

  test("counts for nothing where the filter keeps it out", async () => {
    const search = "ended_after=24h&status=failed";
    const live = toLiveDurations(await read(search));
    expect((await end(live, [one], search)).live).toBe(live);
  });

  test("unheard, in a gap, is left to the server", async () => {
    const live = toLiveDurations(await read());
    const next = applyChange(live, { changed: [], missed: true }, lastDay);
    expect(next).toEqual({ ...live, isStale: true });
  });

  test("past the range, or before what was told one by one, is left to the server", async () => {
    const live = toLiveDurations(await read());
    const past = await end(live, [{ ...one, agoMs: -2 * 60 * minuteMs }]);
    expect(past.live).toMatchObject({ isStale: true, report: { current: live.report.current } });
    const long = await end(live, [{ ...one, id: 2, agoMs: 5 * 60 * minuteMs }]);
    expect(long.live).toMatchObject({ isStale: true, report: { current: live.report.current } });
  });

  test("past a chosen end counts for nothing, and before it counts", async () => {
    const search = `ended_after=${now - 5 * minuteMs * 60}&ended_before=${now + 30 * minuteMs}`;
    const live = toLiveDurations(await read(search));
    const past = await end(live, [{ ...one, agoMs: -40 * minuteMs }], search);
    expect(past.live).toBe(live);
    expect(countJobs((await end(live, [{ ...one, id: 2 }], search)).live.report.current)).toBe(1);
  });

  test("and is told while a newer report is on its way counts once, whether that has it or not", async () => {
    const report = await read();
    const { changed } = await end(toLiveDurations(report), [one]);
    const heard = [{ at: now, change: { changed } }];
    const countOf = (next: DurationsReport) =>
      countJobs(renewDurations(next, heard, lastDay).report.current);
    expect(countOf({ ...report, asOf: now + 1_000 })).toBe(1);
    expect(countOf(await read())).toBe(1);
    expect(countOf({ ...report, asOf: now + 5_000 })).toBe(0);
  });
});

test("a page that comes back, drawn a while ago, is left to the server", async () => {
  const live = toLiveDurations(await read());
  expect(beginToHear(live, now + 1_000).isStale).toBe(false);
  expect(beginToHear(live, now + 30_000).isStale).toBe(true);
});

test("that the oldest waits no more is asked for soon, that others wait or do not, later", async () => {
  const queue = (id: string) =>
    buildFact({ id, fields: { status: "queued", createdAt: now - minuteMs } });
  const [change] = await store.ingestAll([queue("job_first")]);
  if (!change) throw new Error("Nothing was stored.");
  const first = toSummary(change.job);
  const live = toLiveDurations(await read());
  expect(live.report.waiting).toMatchObject({ total: 1, oldest: [{ id: "job_first" }] });
  const tell = (job: JobSummary, was: JobStatus | null) => {
    const before = { [toJobKey(job)]: { status: was, at: now } };
    return applyChange(live, { changed: [job], before }, lastDay);
  };
  expect(tell({ ...first, status: "running" }, "queued").isStale).toBe(true);
  expect(tell(first, "queued")).toBe(live);
  const others = { isStale: false, isBehind: true };
  expect(tell({ ...first, id: "job_other" }, null)).toMatchObject(others);
  expect(tell({ ...first, id: "job_other", status: "running" }, "queued")).toMatchObject(others);
});
