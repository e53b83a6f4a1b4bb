import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildEvent, buildFact, buildStatus, mergeAll } from "./build-facts.ts";
import { orderRecord } from "./event-order.ts";
import type { EventDraft } from "../job-fact.ts";
import type { JobStatus } from "../job.ts";
import { mergeJob } from "./merge-job.ts";

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
    kind: fc.constantFrom("status" as const, "progress" as const, "note" as const),
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
