import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mergeJob } from "#lib/domain/merge/merge-job.ts";
import { buildFact } from "../store/build-fact.ts";
import { describeCadence, toPollDelayMs } from "./poll-cadence.ts";

const { job } = mergeJob(null, buildFact());
const situation = { job, now: 1_000_000, changedAt: 1_000_000, polled: 1, limitPerMinute: null };

test("right after a change the next poll comes after a second", () => {
  expect(toPollDelayMs(situation)).toBe(1_000);
});

test("the longer nothing moves, the slower, and a running job never slower than 2.6 s", () => {
  const delays = [0, 5_000, 10_000, 60_000, 3_600_000].map((quietMs) =>
    toPollDelayMs({ ...situation, changedAt: situation.now - quietMs }),
  );
  expect(delays).toEqual([1_000, 1_500, 2_000, 2_600, 2_600]);
});

test("a job that waits is asked for every five seconds in the end", () => {
  const queued = { ...job, status: "queued" as const };
  expect(toPollDelayMs({ ...situation, job: queued, changedAt: 0 })).toBe(5_000);
});

test("near its expected end a job is polled quickly again", () => {
  const almost = {
    ...job,
    startedAt: situation.now - 95_000,
    progress: { fraction: 0.95, message: null },
  };
  const halfway = { ...almost, progress: { fraction: 0.5, message: null } };
  expect(toPollDelayMs({ ...situation, job: almost, changedAt: 0 })).toBe(1_000);
  expect(toPollDelayMs({ ...situation, job: halfway, changedAt: 0 })).toBe(2_600);
});

test("all polled jobs together stay within their share of the upstream's limit", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 10, max: 1_000 }),
      fc.integer({ min: 0, max: 600_000 }),
      (polled, limitPerMinute, quietMs) => {
        const changedAt = situation.now - quietMs;
        const delayMs = toPollDelayMs({ ...situation, changedAt, polled, limitPerMinute });
        expect((polled * 60_000) / delayMs).toBeLessThanOrEqual(limitPerMinute * 0.6 + 1e-6);
      },
    ),
  );
});

test("a cadence reads as people say it", () => {
  expect([1_000, 2_600, 12_000].map(describeCadence)).toEqual([
    "every 1 s",
    "every 2.6 s",
    "every 12 s",
  ]);
});
