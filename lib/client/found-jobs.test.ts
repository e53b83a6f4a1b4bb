import { expect, test } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import { toJobKey, type Job, type JobSummary } from "#lib/domain/job.ts";
import { maxWatchedJobs, type Link, type LiveFrame } from "#lib/domain/live-frame.ts";
import { ProblemError, toProblemDocument } from "#lib/domain/problem.ts";
import { addTold, listWatched, toPresent } from "./found-jobs.ts";

const drawnAt = 100;
const one = buildSummary({ id: "job_1", status: "running", observedAt: 90 });
const two = buildSummary({ id: "job_2", status: "running", observedAt: 90 });
const record = { events: [], artifacts: [], payloadBytes: null, resultsBytes: null };
const ref = { source: "bedrock", id: "job_1" } as const;

const toJob = (job: JobSummary): LiveFrame => ({
  event: "job",
  data: { ...job, ...record } satisfies Job,
});
const toLink = (state: Link["state"], since: number): LiveFrame => ({
  event: "link",
  data: { ...ref, state, since, detail: null, retryAt: null },
});

function hear(found: JobSummary[], ...frames: LiveFrame[]) {
  const watched = new Set(listWatched(found));
  let told = new Map() as Parameters<typeof addTold>[0];
  for (const frame of frames) told = addTold(told, frame, watched);
  return toPresent(found, told, watched, drawnAt);
}

test("a found job that fails is told as failed, and others of this browser change nothing", () => {
  const failed = { ...one, status: "failed", observedAt: 120 } as const;
  const other = buildSummary({ id: "job_9", status: "failed", observedAt: 120 });
  const { jobs, stoodAt } = hear([one, two], toJob(failed), toJob(other));
  expect(jobs.map(({ status }) => status)).toEqual(["failed", "running"]);
  expect(stoodAt.size).toBe(0);
});

test("what was told before the job was found does not take it back", () => {
  const found = [{ ...one, progress: { fraction: 0.5, message: null }, observedAt: 130 }];
  expect(hear(found, toJob(one)).jobs).toEqual(found);
});

test("a clock stands still while its link is down, from then on", () => {
  expect([...hear([one], toJob(one), toLink("reconnecting", 110)).stoodAt]).toEqual([
    [toJobKey(one), 110],
  ]);
  expect(hear([one], toJob(one), toLink("stale", 110), toLink("live", 115)).stoodAt.size).toBe(0);
  const problem = toProblemDocument(new ProblemError("internal", "It broke."), "live");
  const frame: LiveFrame = { event: "problem", data: { ...problem, ...ref } };
  expect([...hear([one], frame).stoodAt.keys()]).toEqual([toJobKey(one)]);
});

test("beyond as many jobs as a page may watch, clocks stand still from the beginning", () => {
  const many = Array.from({ length: maxWatchedJobs + 2 }, (_, at) =>
    buildSummary({ id: `job_${at}`, status: "running", observedAt: 90 }),
  );
  const ended = buildSummary({ id: "job_ended", status: "succeeded" });
  const { stoodAt } = hear([ended, ...many]);
  expect(listWatched([ended, ...many])).toHaveLength(maxWatchedJobs);
  expect(many.slice(-2).map((job) => stoodAt.get(toJobKey(job)))).toEqual([drawnAt, drawnAt]);
  expect(many.slice(0, -2).some((job) => stoodAt.has(toJobKey(job)))).toBe(false);
});
