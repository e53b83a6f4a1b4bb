import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orderRecord } from "./event-order.ts";
import type { EventDraft, JobFact } from "./job-fact.ts";
import type { Job, JobStatus } from "./job.ts";
import { maxObservedEvents } from "./merge-events.ts";
import { mergeJob } from "./merge-job.ts";

function buildEvent(event: Partial<EventDraft>): EventDraft {
  return {
    at: null,
    kind: "status",
    status: null,
    rawStatus: null,
    message: null,
    fraction: null,
    error: null,
    artifacts: [],
    origin: "upstream",
    ...event,
  };
}

function buildStatus(status: JobStatus, at: number | null, rest: Partial<EventDraft> = {}) {
  return buildEvent({ status, at, rawStatus: status.toUpperCase(), ...rest });
}

function buildFact(fact: Partial<JobFact>): JobFact {
  const ref = { source: "bedrock", id: "job_1" } as const;
  return { ...ref, origin: "read", observedAt: 1, fields: {}, events: [], ...fact };
}

function mergeAll(facts: JobFact[]): Job {
  const [first = buildFact({}), ...rest] = facts;
  return rest.reduce((job, fact) => mergeJob(job, fact).job, mergeJob(null, first).job);
}

const readFact = buildFact({
  observedAt: 100,
  fields: {
    type: "overlay.generate",
    status: "succeeded",
    rawStatus: "COMPLETED",
    project: { id: "prj_1", name: "Tower" },
    createdAt: 0,
    updatedAt: 90,
  },
  events: [buildStatus("queued", 0), buildStatus("running", 2), buildStatus("succeeded", 90)],
  artifacts: [{ kind: "pdf", role: null, label: null, url: "u", fileId: null, nodeId: null }],
  document: { bytes: new Uint8Array(9), payload: { start: 1, end: 4 }, results: null },
});

describe("what is known stays known", () => {
  test("a later fact that mentions nothing takes nothing away", () => {
    const job = mergeAll([readFact]);
    const { job: after, changed } = mergeJob(job, buildFact({ observedAt: 200 }));
    expect(after).toEqual({ ...job, observedAt: 200 });
    expect(changed).toEqual({
      before: job.status,
      state: false,
      progress: false,
      newEvents: [],
      reordered: false,
    });
  });

  test("a list entry without a project does not take the project away, a whole read does", () => {
    const none = { observedAt: 200, fields: { project: null } };
    expect(mergeAll([readFact, buildFact({ ...none, origin: "list" })]).project).not.toBeNull();
    expect(mergeAll([readFact, buildFact(none)]).project).toBeNull();
  });

  test("an explicit other value wins, and the project keeps its name when only its ID is told", () => {
    const fields = { type: "parse", project: { id: "prj_1", name: null } };
    const job = mergeAll([readFact, buildFact({ observedAt: 200, origin: "list", fields })]);
    expect(job).toMatchObject({ type: "parse", project: { id: "prj_1", name: "Tower" } });
  });

  test("an older fact only fills gaps", () => {
    const fields = { type: "stale", parentId: "job_0" };
    const job = mergeAll([readFact, buildFact({ observedAt: 50, fields })]);
    expect(job).toMatchObject({ type: "overlay.generate", parentId: "job_0", observedAt: 100 });
  });

  test("a list entry that the upstream dates earlier is old news however late it comes", () => {
    const running = { status: "running", rawStatus: "RUNNING", updatedAt: 20 } as const;
    const queued = { status: "queued", rawStatus: "PENDING", updatedAt: 10 } as const;
    const facts = [
      buildFact({ observedAt: 30, fields: running }),
      buildFact({ observedAt: 40, origin: "list", fields: queued }),
    ];
    expect(mergeAll(facts)).toMatchObject({ ...running, observedAt: 40 });
  });
});

describe("status", () => {
  const running = { status: "running", rawStatus: "RUNNING" } as const;

  test.each(["list", "stream", "read"] as const)(
    "a %s never reopens a job that ended",
    (origin) => {
      const job = mergeAll([readFact, buildFact({ origin, observedAt: 200, fields: running })]);
      expect(job).toMatchObject({ status: "succeeded", rawStatus: "COMPLETED", finishedAt: 90 });
    },
  );

  test("a read that the upstream dates later reopens it, without end and without error", () => {
    const failed = { status: "failed", error: { code: "X", message: "x" }, updatedAt: 90 } as const;
    const job = mergeAll([
      buildFact({ fields: failed, events: [buildStatus("failed", 90)] }),
      buildFact({ observedAt: 200, fields: { ...running, updatedAt: 91 } }),
    ]);
    expect(job).toMatchObject({ ...running, finishedAt: null, error: null });
  });

  test("an end that was seen earlier than a running state still ends the job", () => {
    const frame = buildFact({ origin: "stream", observedAt: 200, fields: running });
    expect(mergeAll([frame, readFact]).status).toBe("succeeded");
  });

  test("a list that says succeeded does not hide that files failed", () => {
    const partial = buildFact({ fields: { status: "partial", rawStatus: "COMPLETED" } });
    const listed = buildFact({ origin: "list", observedAt: 9, fields: { status: "succeeded" } });
    expect(mergeAll([partial, listed]).status).toBe("partial");
    expect(mergeAll([listed, partial]).status).toBe("partial");
  });
});

describe("times", () => {
  test("start, end and durations come from the events when nothing says them", () => {
    expect(mergeAll([readFact])).toMatchObject({
      startedAt: 2,
      finishedAt: 90,
      queueMs: 2,
      runMs: 88,
    });
  });

  test("the upstream's own time replaces the one that was seen", () => {
    const seen = buildStatus("running", 5, { origin: "observed" });
    const job = mergeAll([buildFact({ origin: "stream", events: [seen] }), readFact]);
    expect(job.startedAt).toBe(2);
  });

  test("a said start stands against the events", () => {
    const job = mergeAll([readFact, buildFact({ observedAt: 200, fields: { startedAt: 7 } })]);
    expect(mergeJob(job, readFact).job).toMatchObject({ startedAt: 7, queueMs: 7, runMs: 83 });
  });

  test("clocks out of order give no duration rather than a negative one", () => {
    const job = mergeAll([buildFact({ fields: { createdAt: 10, startedAt: 5 } })]);
    expect(job).toMatchObject({ startedAt: 5, queueMs: null, runMs: null });
  });

  test("a job that ended without ever starting has no run time", () => {
    const events = [buildStatus("queued", 0), buildStatus("canceled", 9)];
    const fields = { createdAt: 0, status: "canceled" } as const;
    const job = mergeAll([buildFact({ fields, events })]);
    expect(job).toMatchObject({ finishedAt: 9, startedAt: null, queueMs: null, runMs: null });
  });

  test("no end before the job has ended", () => {
    const job = mergeAll([buildFact({ fields: { status: "running", finishedAt: 9 } })]);
    expect(job.finishedAt).toBeNull();
  });
});

describe("events", () => {
  test("equal entries of one record are kept, and reading it again adds none", () => {
    const twice = [buildStatus("running", 2), buildStatus("running", 2)];
    const job = mergeAll([buildFact({ events: twice }), buildFact({ events: twice })]);
    expect(job.events).toHaveLength(2);
    expect(mergeJob(job, buildFact({ events: twice.slice(1) })).changed.newEvents).toEqual([]);
  });

  test("two error codes are two entries, and an entry read without its error is the same one", () => {
    const [plain, a, b] = [null, "A", "B"].map((code) =>
      buildStatus("failed", 9, { error: code === null ? null : { code, message: "" } }),
    );
    const facts = [plain, a, b].map((event) => buildFact({ events: event ? [event] : [] }));
    expect(mergeAll(facts).events.map(({ error }) => error?.code)).toEqual(["A", "B"]);
  });

  test("the upstream's entry replaces what was only seen, and takes over its error", () => {
    const error = { code: "BAD_INPUT", message: "No pages" };
    const frame = buildFact({
      origin: "stream",
      fields: { status: "failed" },
      events: [buildStatus("failed", 91, { origin: "observed", error })],
    });
    const record = buildFact({ events: [buildStatus("queued", 0), buildStatus("failed", 90)] });
    const seen = mergeAll([frame]);
    const { job, changed } = mergeJob(seen, record);
    expect(job.events).toMatchObject([
      { seq: 1, status: "queued", error: null },
      { seq: 2, status: "failed", at: 90, origin: "upstream", error },
    ]);
    expect(changed).toMatchObject({ reordered: true, newEvents: [{ seq: 1 }, { seq: 2 }] });
    expect(mergeAll([record, frame]).events).toEqual(job.events);
    expect(mergeJob(job, record).changed).toMatchObject({ newEvents: [], reordered: false });
    expect(job.error).toEqual(error);
  });

  test("a message that is repeated is one event, at its first time", () => {
    const say = (at: number, message: string, fraction: number) =>
      buildEvent({ kind: "progress", origin: "observed", at, message, fraction });
    const events = [say(5, "Reading", 0.4), say(3, "Reading", 0.2), say(9, "Drawing", 0.5)];
    expect(mergeAll([buildFact({ origin: "stream", events })]).events).toMatchObject([
      { seq: 1, at: 3, message: "Reading", fraction: 0.2 },
      { seq: 2, at: 9, message: "Drawing" },
    ]);
  });

  test("a stream that never stops talking is cut at its bound", () => {
    const events = Array.from({ length: maxObservedEvents + 50 }, (_, at) =>
      buildEvent({ kind: "progress", origin: "observed", at, message: `Page ${at}` }),
    );
    const job = mergeAll([buildFact({ events }), buildFact({ events: events.toReversed() })]);
    expect(job.events).toHaveLength(maxObservedEvents);
    expect(job.events.at(-1)).toMatchObject({ at: maxObservedEvents - 1 });
  });

  test.each([
    ["by time", ["running@2", "queued@1"], ["queued@1", "running@2"]],
    [
      "by rank at one time",
      ["failed@1", "running@1", "queued@1"],
      ["queued@1", "running@1", "failed@1"],
    ],
    [
      "without a time after the one before",
      ["queued@1", "running", "failed@9"],
      ["queued@1", "running", "failed@9"],
    ],
    [
      "without a time, told backwards",
      ["failed@9", "running", "queued@1"],
      ["queued@1", "running", "failed@9"],
    ],
    ["without any time", ["failed", "queued", "running"], ["queued", "running", "failed"]],
    [
      "in the record's order",
      ["queued@1", "note z", "note a", "failed@9"],
      ["queued@1", "note z", "note a", "failed@9"],
    ],
    [
      "an end past what comes earlier in life",
      ["queued@1", "failed", "running@5"],
      ["queued@1", "running@5", "failed"],
    ],
  ])("stand %s", (_, told, expected) => {
    const events = told.map(parseEvent);
    expect(mergeAll([buildFact({ events })]).events.map(printEvent)).toEqual(expected);
  });

  test("a later event keeps the numbers of the earlier ones", () => {
    const { changed } = mergeJob(
      mergeAll([buildFact({ events: [buildStatus("queued", 0)] })]),
      buildFact({ events: [buildStatus("queued", 0), buildStatus("running", 2)] }),
    );
    expect(changed).toMatchObject({ reordered: false, newEvents: [{ seq: 2, status: "running" }] });
  });
});

const at = fc.option(fc.integer({ min: 0, max: 4 }), { nil: null });
const errors = [null, { code: "A", message: "a" }, { code: "B", message: "b" }];
const upstreamEvent = fc
  .record({
    at,
    kind: fc.constantFrom("status" as const, "stage" as const),
    status: fc.constantFrom<(JobStatus | null)[]>(null, "queued", "running", "failed", "unknown"),
    rawStatus: fc.constantFrom(null, "Started", "RENDERING"),
    message: fc.constantFrom(null, "x", "y"),
    fraction: fc.constantFrom(null, 0.5),
    error: fc.constantFrom(...errors),
  })
  .map((event) => buildEvent(event));
const observedEvent = fc
  .record({
    at,
    kind: fc.constantFrom("status" as const, "progress" as const),
    status: fc.constantFrom<JobStatus[]>("queued", "running", "failed"),
    message: fc.constantFrom(null, "x", "y"),
    fraction: fc.constantFrom(null, 0.5, 0.7),
  })
  .map((event) => buildEvent({ ...event, origin: "observed" }));
const event = fc.oneof(upstreamEvent, observedEvent);
const factOf = (events: fc.Arbitrary<EventDraft[]>) =>
  fc
    .record({
      observedAt: fc.integer({ min: 0, max: 5 }),
      origin: fc.constantFrom("read" as const, "list" as const, "stream" as const),
      events,
    })
    .map((init) => buildFact(init));
const fact = factOf(fc.array(event, { maxLength: 5 }));
const independentFacts = fc.array(fact, { minLength: 1, maxLength: 4 });
/** Tellings of one record: parts of it, each in an order of its own. */
const relatedFacts = fc
  .array(event, { minLength: 1, maxLength: 4 })
  .chain((record) => fc.array(factOf(fc.shuffledSubarray(record)), { minLength: 1, maxLength: 4 }));
const shuffled = fc.oneof(independentFacts, relatedFacts).chain((facts) =>
  fc.tuple(
    fc.constant(facts),
    fc
      .array(fc.constantFrom(...facts), { maxLength: 3 })
      .chain((repeats) =>
        fc.shuffledSubarray([...facts, ...repeats], { minLength: facts.length + repeats.length }),
      ),
  ),
);

describe("whatever the facts", () => {
  test("their order and repeats change nothing about the events", () => {
    fc.assert(
      fc.property(shuffled, ([facts, again]) => {
        expect(mergeAll(again).events).toEqual(mergeAll(facts).events);
      }),
      { numRuns: 3000 },
    );
  });

  test("an error that only the stream told is kept, in any order", () => {
    const error = { code: "BAD_INPUT", message: "No pages" };
    const record = [
      buildStatus("queued", 0),
      buildStatus("running", null),
      buildStatus("failed", 9),
    ];
    const frames = [
      buildStatus("running", 3, { origin: "observed" }),
      buildStatus("failed", 10, { origin: "observed", error }),
    ];
    const facts = [1, 2, 3]
      .map((length) => buildFact({ events: record.slice(0, length) }))
      .concat(frames.map((event) => buildFact({ origin: "stream", events: [event] })));
    fc.assert(
      fc.property(fc.shuffledSubarray([...facts, ...facts], { minLength: 10 }), (again) => {
        const { events } = mergeAll(again);
        expect(events.map((event) => [event.status, event.error])).toEqual([
          ["queued", null],
          ["running", null],
          ["failed", error],
        ]);
      }),
    );
  });

  test("an ordered record is in order", () => {
    fc.assert(
      fc.property(fc.array(upstreamEvent, { maxLength: 8 }), (record) => {
        const ordered = orderRecord(record);
        expect(orderRecord(ordered)).toEqual(ordered);
      }),
      { numRuns: 3000 },
    );
  });

  test("the numbers run from 1, and what changed is what is told as changed", () => {
    fc.assert(
      fc.property(fact, fact, (first, second) => {
        const before = mergeAll([first]);
        const { job, changed } = mergeJob(before, second);
        expect(job.events.map(({ seq }) => seq)).toEqual(job.events.map((_, index) => index + 1));
        const kept = job.events.filter((event) => !changed.newEvents.includes(event));
        if (!changed.reordered) expect(kept).toEqual(before.events);
        if (changed.newEvents.length === 0 && !changed.reordered)
          expect(job.events).toEqual(before.events);
      }),
      { numRuns: 2000 },
    );
  });
});

function parseEvent(text: string): EventDraft {
  const [word = "", time] = text.split("@");
  const when = time === undefined ? null : Number(time);
  if (word.startsWith("note "))
    return buildEvent({ kind: "note", message: word.slice(5), at: when });
  const status = (["queued", "running", "failed"] as const).find((known) => known === word);
  return buildStatus(status ?? "unknown", when);
}

function printEvent({ kind, status, message, at: when }: EventDraft): string {
  const word = kind === "note" ? `note ${message}` : `${status}`;
  return when === null ? word : `${word}@${when}`;
}
