import { expect, test } from "vitest";
import { applyFrame, type LiveJob } from "./apply-frame.ts";
import type { Job, JobEvent } from "./job.ts";
import { buildSummary } from "./build-summary.ts";
import { ProblemError, toProblemDocument } from "./problem.ts";
import { takeDrawn } from "./take-drawn.ts";

const ref = { source: "bedrock", id: "job_1" } as const;
const live = { state: "live", since: 5, detail: null, retryAt: null } as const;
const job = {
  ...buildSummary({ status: "running", observedAt: 10 }),
  events: [],
  artifacts: [],
  payloadBytes: null,
  resultsBytes: null,
};
const problem = toProblemDocument(new ProblemError("internal", "It broke."), "live");

test("a job that cannot be watched any more has no live link: it stands as it was last heard of", () => {
  const view: LiveJob = { job, link: live, problem: null };
  const next = applyFrame(view, { event: "problem", data: { ...problem, ...ref } });
  expect(next.problem?.code).toBe("internal");
  expect(next.link).toEqual({ state: "stale", since: 10, detail: "It broke.", retryAt: null });
});

const toEvent = (seq: number): JobEvent => ({
  ...{ seq, at: seq, kind: "note", status: null, rawStatus: null, message: null },
  ...{ fraction: null, error: null, artifacts: [], origin: "upstream" },
});
const running = { ...job, observedAt: 20, events: [toEvent(1)] };
const drawn: LiveJob = { job: running, link: null, problem: null };
const progress = { fraction: 0.5, message: null };
const toJobFrame = (changes: Partial<Job>) =>
  ({ event: "job", data: { ...running, ...changes } }) as const;

test("a page that knows more than the hub was told goes on from there with what comes", () => {
  const opened = applyFrame(drawn, toJobFrame({ observedAt: 10, progress: null }));
  expect(opened.job).toBe(running);
  const entry = applyFrame(opened, { event: "event", data: { ...ref, event: toEvent(2) } });
  const moved = applyFrame(entry, { event: "progress", data: { ...ref, progress } });
  expect(moved.job).toMatchObject({ progress, events: [{ seq: 1 }, { seq: 2 }] });
});

test("entries that came since the page was drawn are not lost for a stamp that is older", () => {
  const { job } = applyFrame(drawn, toJobFrame({ observedAt: 10, events: [1, 2].map(toEvent) }));
  expect(job.events).toHaveLength(2);
});

test("a page drawn anew is taken in once, and keeps entries that came meanwhile", () => {
  const view = applyFrame(drawn, { event: "event", data: { ...ref, event: toEvent(2) } });
  expect(takeDrawn(view, { ...running, observedAt: 30, type: "other" }).job).toMatchObject({
    observedAt: 30,
    type: "other",
    events: [{ seq: 1 }, { seq: 2 }],
  });
  expect(takeDrawn(view, { ...running, observedAt: 20 })).toBe(view);
});

test("a job that runs again after its end is no longer called ended, and its link is yet to come", () => {
  const ended = { ...live, state: "ended" } as const;
  const view: LiveJob = { job: { ...running, status: "failed" }, link: ended, problem: null };
  expect(takeDrawn(view, { ...running, observedAt: 30 })).toMatchObject({
    job: { status: "running" },
    link: null,
  });
  expect(takeDrawn(view, { ...running, status: "failed", observedAt: 30 }).link).toBe(ended);
  expect(takeDrawn({ ...view, link: live }, { ...running, observedAt: 30 }).link).toBe(live);
});
