import { expect, test } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import { toJobKey, type JobSummary } from "#lib/domain/job.ts";
import { updateTicks } from "./update-ticks.ts";

const byKey = (...jobs: JobSummary[]) => new Map(jobs.map((job) => [toJobKey(job), job]));
const a = buildSummary({ id: "a", status: "running", observedAt: 2 });
const b = buildSummary({ id: "b", status: "running", observedAt: 2 });

test("a ticked job is the one that was heard of last, at its place", () => {
  const ended = { ...a, status: "failed" as const, observedAt: 3 };
  expect([...updateTicks(byKey(a, b), [ended]).values()]).toEqual([ended, b]);
});

test("what is older, or not ticked, changes nothing", () => {
  const ticked = byKey(a);
  expect(updateTicks(ticked, [{ ...a, status: "queued", observedAt: 1 }, b, a])).toBe(ticked);
});
