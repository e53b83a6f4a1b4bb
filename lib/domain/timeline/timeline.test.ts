import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildJobEvent } from "../merge/build-facts.ts";
import { jobStatuses, type Job, type JobEvent } from "../job.ts";
import { toTimeline } from "./timeline.ts";

const createdAt = Date.parse("2024-06-17T08:55:00Z");
const now = createdAt + 3_600_000;

function buildEvent(event: Partial<JobEvent>): JobEvent {
  return buildJobEvent({ at: createdAt, ...event });
}

const documentedEvents = [
  buildEvent({ seq: 1, status: "queued", rawStatus: "PENDING" }),
  buildEvent({ seq: 2, at: createdAt + 2_000, status: "running", rawStatus: "RUNNING" }),
  buildEvent({ seq: 3, at: createdAt + 90_000, status: "succeeded", rawStatus: "COMPLETED" }),
];

function buildJob(job: Partial<Job> = {}): Job {
  return {
    source: "bedrock",
    id: "job_01JABCD123",
    type: "overlay.generate",
    status: "succeeded",
    rawStatus: "COMPLETED",
    organizationId: null,
    project: null,
    target: null,
    parentId: null,
    createdAt,
    startedAt: createdAt + 2_000,
    finishedAt: createdAt + 90_000,
    updatedAt: null,
    queueMs: 2_000,
    runMs: 88_000,
    progress: null,
    error: null,
    events: documentedEvents,
    artifacts: [],
    payloadBytes: null,
    resultsBytes: null,
    observedAt: now,
    ...job,
  };
}

function barsOf(job: Job, at = now) {
  return toTimeline(job, at).phases.map(({ label, durationMs, endAt }) => [
    label,
    durationMs,
    endAt === null ? "open" : "closed",
  ]);
}

test("the documented job waited 2 s and ran 88 s, 90 s in all", () => {
  const timeline = toTimeline(buildJob(), now);
  expect(timeline.phases).toEqual([
    {
      kind: "wait",
      label: "Waited",
      status: "queued",
      startAt: createdAt,
      endAt: createdAt + 2_000,
      durationMs: 2_000,
    },
    {
      kind: "run",
      label: "Ran",
      status: "succeeded",
      startAt: createdAt + 2_000,
      endAt: createdAt + 90_000,
      durationMs: 88_000,
    },
  ]);
  expect(timeline.totalMs).toBe(90_000);
  expect(timeline.marks.map(({ gapMs }) => gapMs)).toEqual([0, 2_000, 88_000]);
  expect(timeline.axis.ticksMs).toEqual([0, 30_000, 60_000, 90_000]);
  expect(timeline.marks.map(({ position }) => position)).toEqual([0, 2 / 90, 1]);
  expect(timeline.warnings).toEqual([]);
});

describe("bars", () => {
  const untold = { startedAt: null, finishedAt: null, queueMs: null, runMs: null };

  test.each<[string, Partial<Job>, unknown[]]>([
    ["queued", { ...untold, status: "queued", events: [] }, [["Waiting", 3_600_000, "open"]]],
    [
      "running",
      { status: "running", finishedAt: null },
      [
        ["Waited", 2_000, "closed"],
        ["Running", 3_598_000, "open"],
      ],
    ],
    [
      "running without a start",
      { ...untold, status: "running", events: [] },
      [["Since created", 3_600_000, "open"]],
    ],
    [
      "unknown without a start",
      { ...untold, status: "unknown", events: [] },
      [["Since created", 3_600_000, "open"]],
    ],
    ["ended without a start", { startedAt: null, events: [] }, [["Took", 90_000, "closed"]]],
    [
      "canceled before the start",
      { startedAt: null, runMs: null, status: "canceled", events: [] },
      [["Waited", 90_000, "closed"]],
    ],
    [
      "canceled while it ran, by its length",
      { startedAt: null, status: "canceled", events: [] },
      [["Took", 90_000, "closed"]],
    ],
    [
      "told by its events alone",
      { ...untold, createdAt: null },
      [
        ["Waited", 2_000, "closed"],
        ["Ran", 88_000, "closed"],
      ],
    ],
    ["ended at no known time", { finishedAt: null, events: [] }, [["Waited", 2_000, "closed"]]],
    ["without any time", { ...untold, createdAt: null, events: [] }, []],
  ])("of a job %s", (_, job, bars) => {
    expect(barsOf(buildJob(job))).toEqual(bars);
  });

  test.each([
    ["run", 90_000],
    ["whole", 88_000],
    ["whole", null],
  ])(
    "without a start are a %s where %s ms are told of it, and only a run has usual marks",
    (kind, runMs) => {
      const job = buildJob({ startedAt: null, events: [], runMs });
      const { phases, usual } = toTimeline(job, createdAt, { p50Ms: 40_000, p95Ms: 80_000 });
      expect(phases.map((phase) => phase.kind)).toEqual([kind]);
      expect(usual).toHaveLength(kind === "run" ? 2 : 0);
    },
  );

  test("of stages end where the next begins, the last where the job does", () => {
    const draft = buildEvent({ seq: 1, at: createdAt + 10_000, kind: "stage", message: "Draft" });
    const render = buildEvent({ seq: 2, at: createdAt + 30_000, kind: "stage", message: "Render" });
    const job = buildJob({ events: [draft, render] });
    expect(barsOf(job)).toEqual([
      ["Waited", 2_000, "closed"],
      ["Ran", 88_000, "closed"],
      ["Draft", 20_000, "closed"],
      ["Render", 60_000, "closed"],
    ]);
  });
});

describe("usual marks", () => {
  test("stand on the axis from the start of the run, and lengthen it", () => {
    const timeline = toTimeline(buildJob(), now, { p50Ms: 88_000, p95Ms: 188_000 });
    expect(timeline.axis.lengthMs).toBe(240_000);
    expect(timeline.usual).toEqual([
      { label: "usually", ms: 88_000, position: 90 / 240 },
      { label: "95 % within", ms: 188_000, position: 190 / 240 },
    ]);
  });

  test("far beyond the end of a finished job are left out", () => {
    const timeline = toTimeline(buildJob(), now, { p50Ms: 88_000, p95Ms: 7_200_000 });
    expect(timeline.usual.map(({ label }) => label)).toEqual(["usually"]);
  });

  test("show a job that has just begun where it will likely end", () => {
    const job = buildJob({ status: "running", finishedAt: null, events: [] });
    const timeline = toTimeline(job, createdAt + 3_000, { p50Ms: 88_000, p95Ms: 188_000 });
    expect(timeline.axis.lengthMs).toBe(240_000);
    expect(timeline.isOpen).toBe(true);
  });
});

describe("warnings", () => {
  test("name events without a time", () => {
    const events = documentedEvents.with(1, buildEvent({ seq: 2, at: null, status: "running" }));
    const timeline = toTimeline(buildJob({ events }), now);
    expect(timeline.warnings).toEqual([
      "1 of 3 events carries no time; the order shown is the upstream’s.",
    ]);
    expect(timeline.marks.map(({ gapMs }) => gapMs)).toEqual([0, null, 90_000]);
    expect(timeline.marks[1]?.position).toBeNull();
  });

  test("name a future beyond small skew, and no duration turns negative", () => {
    expect(toTimeline(buildJob(), createdAt + 89_000).warnings).toEqual([]);
    const early = toTimeline(buildJob({ status: "running", finishedAt: null }), createdAt - 9_000);
    expect(early.warnings).toEqual([
      "3 of 3 events carry a time in the future; the clocks disagree.",
    ]);
    expect(early.phases.map(({ label, durationMs }) => [label, durationMs])).toEqual([
      ["Waited", 2_000],
    ]);
  });

  test("name times out of order", () => {
    const swapped = buildJob({ startedAt: createdAt + 95_000 });
    expect(toTimeline(swapped, now).warnings).toEqual([
      "The upstream’s times are out of order; what they do not allow is not drawn.",
    ]);
    const late = buildEvent({ seq: 4, at: createdAt + 99_000, status: "running" });
    expect(
      toTimeline(buildJob({ events: [...documentedEvents, late] }), now).warnings,
    ).toHaveLength(1);
  });

  test("say nothing of a job that ended and began anew, open or ended once more", () => {
    const again = ["failed", "running", "canceled"] as const;
    const events = again.map((status, index) =>
      buildEvent({ seq: index + 3, at: createdAt + (index + 3) * 1_000, status }),
    );
    const before = documentedEvents.slice(0, 2);
    const ended = buildJob({ status: "canceled", events: [...before, ...events] });
    const open = { status: "running", finishedAt: null } as const;
    expect(toTimeline(ended, now).warnings).toEqual([]);
    expect(
      toTimeline({ ...ended, ...open, events: ended.events.slice(0, -1) }, now).warnings,
    ).toEqual([]);
  });

  test("name an end without a time", () => {
    expect(toTimeline(buildJob({ finishedAt: null, events: [] }), now).warnings).toEqual([
      "The upstream gave no time at which the job ended.",
    ]);
  });
});

test("what the stream showed gives way to the upstream's own record of the same", () => {
  const seen = documentedEvents.map((event) => ({
    ...event,
    seq: event.seq + 3,
    origin: "observed" as const,
  }));
  const { marks } = toTimeline(buildJob({ events: [...seen, ...documentedEvents] }), now);
  expect(marks.map(({ event }) => event)).toEqual(documentedEvents);
});

const anyTime = fc.option(
  fc.oneof(
    fc.integer({ min: createdAt - 100_000, max: createdAt + 100_000 }),
    fc.integer({ min: 0, max: 8_640_000_000_000 }),
  ),
);
const anyEvent = fc
  .record({
    at: anyTime,
    kind: fc.constantFrom("status", "progress", "stage", "note"),
    status: fc.option(fc.constantFrom(...jobStatuses)),
    message: fc.option(fc.constantFrom("Draft", "Render")),
  })
  .map(buildEvent);
const anyJob = fc
  .record({
    status: fc.constantFrom(...jobStatuses),
    createdAt: anyTime,
    startedAt: anyTime,
    finishedAt: anyTime,
    events: fc
      .array(anyEvent, { maxLength: 12 })
      .map((events) => events.map((event, index) => ({ ...event, seq: index + 1 }))),
  })
  .map(buildJob);

test("the order in which events came and repeats of them change nothing", () => {
  const orderedTwice = anyJob.chain((job) =>
    fc.tuple(
      fc.constant(job),
      fc.shuffledSubarray([...job.events, ...job.events], {
        minLength: job.events.length * 2,
      }),
    ),
  );
  fc.assert(
    fc.property(orderedTwice, ([job, events]) => {
      expect(toTimeline({ ...job, events }, now)).toEqual(toTimeline(job, now));
    }),
  );
});

test("events that all carry a time need no numbers", () => {
  fc.assert(
    fc.property(anyJob, (job) => {
      const timed = job.events.filter(({ at }) => at !== null);
      const renumbered = timed.map((event) => Object.assign({}, event, { seq: 100 - event.seq }));
      const instants = (events: JobEvent[]) =>
        toTimeline({ ...job, events }, now).marks.map(({ event }) => event.at);
      expect(instants(renumbered)).toEqual(instants(timed));
    }),
  );
});

test("no record makes a number that is negative, endless or none", () => {
  const anyUsual = fc.option(fc.record({ p50Ms: fc.nat(), p95Ms: fc.nat() }));
  fc.assert(
    fc.property(anyJob, anyUsual, fc.integer({ min: 0, max: 4e12 }), (job, usual, clock) => {
      const timeline = toTimeline(job, clock, usual);
      for (const { durationMs } of timeline.phases) expect(durationMs).toBeGreaterThanOrEqual(0);
      for (const { position, gapMs } of timeline.marks) {
        expect(gapMs ?? 0).toBeGreaterThanOrEqual(0);
        expect(position ?? 0).toBeGreaterThanOrEqual(0);
        expect(position ?? 0).toBeLessThanOrEqual(1);
      }
      for (const { position } of timeline.usual) expect(position).toBeLessThanOrEqual(1);
      expect(timeline.axis.lengthMs).toBeGreaterThanOrEqual(timeline.totalMs ?? 0);
      expect(Number.isFinite(timeline.axis.lengthMs)).toBe(true);
    }),
  );
});
