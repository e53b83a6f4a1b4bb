import { expect, test } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import { toJobKey, type JobSummary } from "#lib/domain/job.ts";
import { countElsewhere } from "./count-elsewhere.ts";

const byKey = (jobs: JobSummary[]) => new Map(jobs.map((job) => [toJobKey(job), job]));
const loaded = buildSummary({ id: "loaded", status: "failed" });
const waiting = buildSummary({ id: "waiting", status: "failed" });
const below = buildSummary({ id: "below", status: "failed" });
const running = buildSummary({ id: "running", status: "running" });
const list = {
  rows: [loaded],
  waiting: byKey([waiting]),
  filter: { status: { include: ["failed" as const], exclude: [] } },
};

test("a ticked job that the list does not let through is elsewhere", () => {
  expect(countElsewhere(byKey([loaded, running]), { ...list, next: "more" })).toBe(1);
});

test("a ticked job that is still to be loaded, or waits, is in the list", () => {
  expect(countElsewhere(byKey([loaded, waiting, below]), { ...list, next: "more" })).toBe(0);
});

test("where all is loaded, the list is what its rows are", () => {
  expect(countElsewhere(byKey([loaded, waiting, below]), { ...list, next: null })).toBe(1);
});
