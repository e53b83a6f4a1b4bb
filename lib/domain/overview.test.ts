import { expect, test } from "vitest";
import { buildSummary } from "./build-summary.ts";
import { applyChanges, hasRoom, overviewLimits, type Overview } from "./overview.ts";

const running = buildSummary({ status: "running", observedAt: 10 });
const ended = buildSummary({ status: "succeeded", finishedAt: 19, observedAt: 20 });
const none: Overview = {
  running: [],
  failed: [],
  recent: [],
  pinned: [],
  opened: [],
  problems: [],
};

test("a job that ends moves from what runs to what ended", () => {
  const next = applyChanges({ ...none, running: [running], pinned: [running] }, [ended]);
  expect(next).toEqual({ ...none, recent: [ended], pinned: [ended] });
});

test("old news of a job that has ended does not make it run again", () => {
  const drawn = { ...none, recent: [ended], opened: [ended] };
  expect(applyChanges(drawn, [running])).toEqual(drawn);
});

test("only a section that was full can lack jobs that nobody told of", () => {
  const jobs = Array.from({ length: overviewLimits.failed }, (_, at) =>
    buildSummary({ id: `job_${at}`, status: "failed" }),
  );
  const full = { ...none, failed: jobs };
  const short = { ...none, failed: jobs.slice(1) };
  expect(hasRoom(full, short)).toBe(true);
  expect(hasRoom(full, full)).toBe(false);
  expect(hasRoom(short, none)).toBe(false);
});

test("an older job does not take the place of newer ones that nobody told of", () => {
  const jobs = Array.from({ length: overviewLimits.running }, (_, at) =>
    buildSummary({ id: `job_${at}`, status: "running", createdAt: 100 - at, observedAt: 1 }),
  );
  const full = { ...none, running: jobs };
  const ended = { ...buildSummary({ id: "job_0", status: "succeeded" }), observedAt: 2 };
  const old = buildSummary({ id: "old", status: "running", createdAt: 1, observedAt: 2 });
  const next = applyChanges(full, [ended, old]);
  expect(next.running).toEqual(jobs.slice(1));
  expect(hasRoom(full, next)).toBe(true);
  const recent = buildSummary({ id: "new", status: "running", createdAt: 99.5, observedAt: 2 });
  expect(applyChanges(full, [recent]).running).toEqual([jobs[0], recent, ...jobs.slice(1, -1)]);
});
