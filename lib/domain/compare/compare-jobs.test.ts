import { describe, expect, test } from "vitest";
import { buildJobEvent } from "../merge/build-facts.ts";
import { compareDurations, formatDifference } from "./compare-durations.ts";
import { compareEvents } from "./compare-events.ts";
import { compareFacts } from "./compare-facts.ts";
import { toComparePath } from "./compare-path.ts";
import type { Job, JobEvent } from "../job.ts";
import { toTimeline } from "../timeline/timeline.ts";

function buildEvent(seq: number, at: number | null, more: Partial<JobEvent>): JobEvent {
  return buildJobEvent({ seq, at, ...more });
}

function buildJob(more: Partial<Job> = {}): Job {
  return {
    source: "bedrock",
    id: "job_1",
    type: "parse",
    status: "succeeded",
    rawStatus: "COMPLETED",
    organizationId: null,
    project: null,
    target: null,
    parentId: null,
    createdAt: 0,
    startedAt: 2_000,
    finishedAt: 10_000,
    updatedAt: null,
    queueMs: 2_000,
    runMs: 8_000,
    progress: null,
    error: null,
    events: [],
    artifacts: [],
    payloadBytes: null,
    resultsBytes: null,
    observedAt: 0,
    ...more,
  };
}

const stage = (seq: number, at: number, message: string) =>
  buildEvent(seq, at, { kind: "stage", message });

test("facts that neither job tells are left out; those that differ are marked", () => {
  const failed = buildJob({ status: "failed", error: { code: "E", message: "no" } });
  const facts = compareFacts(buildJob(), failed, { a: "Bedrock", b: "Bedrock" });
  expect(facts.filter(({ differs }) => differs).map(({ name }) => name)).toEqual([
    "Status",
    "Error",
    "Error message",
  ]);
  expect(facts.map(({ name }) => name)).not.toContain("Project");
});

test.each([
  [
    { id: "p1", name: "Default" },
    { id: "p2", name: "Default" },
    "Default (p1)",
    "Default (p2)",
    true,
  ],
  [{ id: "p1", name: null }, { id: "p1", name: "Default" }, "Default", "Default", false],
  [{ id: "p1", name: "Old" }, { id: "p1", name: "New" }, "Old", "New", false],
  [{ id: "p1", name: null }, { id: "p2", name: "Default" }, "p1", "Default", true],
  [null, { id: "p1", name: "Default" }, null, "Default", true],
])("the projects %j and %j are told apart by their IDs", (one, other, a, b, differs) => {
  const labels = { a: "Bedrock", b: "Bedrock" };
  expect(
    compareFacts(buildJob({ project: one }), buildJob({ project: other }), labels),
  ).toContainEqual({ name: "Project", a, b, differs });
});

test("sizes that differ are not written alike", () => {
  const sizes = (a: number | null, b: number | null) =>
    compareFacts(buildJob({ payloadBytes: a }), buildJob({ payloadBytes: b }), {
      a: "Bedrock",
      b: "Bedrock",
    }).find(({ name }) => name === "Payload size");
  expect(sizes(2_004, 2_004)).toMatchObject({ a: "2 kB", b: "2 kB", differs: false });
  expect(sizes(2_004, 2_003)).toMatchObject({ a: "2,004 B", b: "2,003 B", differs: true });
  expect(sizes(2_004, 9_000)).toMatchObject({ a: "2 kB", b: "9 kB", differs: true });
  expect(sizes(2_004, null)).toMatchObject({ a: "2 kB", b: null, differs: true });
  expect(sizes(null, null)).toBeUndefined();
});

const toCompared = (job: Job) => ({ job, timeline: toTimeline(job, 0) });

test("durations are set side by side by name, repeated stages apart", () => {
  const a = buildJob({
    events: [stage(1, 2_000, "load"), stage(2, 4_000, "match"), stage(3, 6_000, "match")],
  });
  const b = buildJob({ startedAt: 3_000, finishedAt: 20_000, events: [stage(1, 3_000, "load")] });
  expect(compareDurations(toCompared(a), toCompared(b))).toEqual([
    { name: "Waited", aMs: 2_000, bMs: 3_000, isOpen: false },
    { name: "Ran", aMs: 8_000, bMs: 17_000, isOpen: false },
    { name: "load", aMs: 2_000, bMs: 17_000, isOpen: false },
    { name: "match", aMs: 2_000, bMs: null, isOpen: false },
    { name: "match (2)", aMs: 4_000, bMs: null, isOpen: false },
    { name: "In all", aMs: 10_000, bMs: 20_000, isOpen: false },
  ]);
});

test("what a job took in all is not laid beside what another one ran", () => {
  const untold = buildJob({ startedAt: null, queueMs: null, runMs: null });
  expect(compareDurations(toCompared(untold), toCompared(buildJob()))).toEqual([
    { name: "Waited", aMs: null, bMs: 2_000, isOpen: false },
    { name: "Ran", aMs: null, bMs: 8_000, isOpen: false },
    { name: "In all", aMs: 10_000, bMs: 10_000, isOpen: false },
  ]);
});

test("a length that the upstream tells stands where no bar does", () => {
  const told = buildJob({ startedAt: null, queueMs: null, runMs: 3_000 });
  expect(compareDurations(toCompared(told), toCompared(told))[0]).toEqual({
    name: "Ran",
    aMs: 3_000,
    bMs: 3_000,
    isOpen: false,
  });
});

describe("a difference reads as what B has more or less", () => {
  test.each([
    [1_000, 1_000, "same"],
    [null, 1_000, "–"],
    [2_000, 3_000, "+1.0 s, 1.5 times"],
    [100_000, 101_000, "+1.0 s"],
    [3_000, 2_000, "−1.0 s, 0.7 times"],
    [0, 500, "+500 ms"],
    [10, 60_000, "+1 m 00 s, 6,000 times"],
    [60_000, 10, "−1 m 00 s, under 0.1 times"],
  ])("%j and %j: %s", (a, b, text) => {
    expect(formatDifference(a, b)).toBe(text);
  });
});

test("an event stands beside its like, however far it got; one that is alone stands alone", () => {
  const note = (seq: number, at: number, message: string) =>
    buildEvent(seq, at, { kind: "progress", message });
  const a = buildJob({ events: [note(1, 0, "sheet 1 of 3"), note(2, 5, "saved")] });
  const b = buildJob({
    createdAt: 100,
    events: [note(1, 100, "sheet 7 of 9"), note(2, 101, "retried"), note(3, 109, "saved")],
  });
  const rows = compareEvents(toTimeline(a, 0), toTimeline(b, 0));
  expect(rows.map((row) => [row.a?.mark.event.message, row.b?.mark.event.message])).toEqual([
    ["sheet 1 of 3", "sheet 7 of 9"],
    [undefined, "retried"],
    ["saved", "saved"],
  ]);
  expect(rows.map((row) => row.b?.offsetMs)).toEqual([0, 1, 9]);
});

test("the address of a comparison names both jobs, or a word for one", () => {
  const [a, b] = [buildJob(), buildJob({ id: "job_2" })];
  expect(toComparePath(a, b)).toBe("/compare?a=bedrock:job_1&b=bedrock:job_2");
  expect(toComparePath("previous", b)).toBe("/compare?a=previous&b=bedrock:job_2");
});
