import fc from "fast-check";
import { expect, test } from "vitest";
import type { EventDraft, JobFact } from "../job-fact.ts";
import type { Job } from "../job.ts";
import { mergeJob } from "./merge-job.ts";
import { orderEvents } from "../timeline/order-events.ts";

function buildNumbered(ordinal: number, event: Partial<EventDraft> = {}): EventDraft {
  return {
    at: 5,
    kind: "stage",
    status: null,
    rawStatus: "stage",
    message: "Rendering",
    fraction: null,
    error: null,
    artifacts: [],
    origin: "upstream",
    ordinal,
    ...event,
  };
}

function buildFact(events: EventDraft[], rest: Partial<JobFact> = {}): JobFact {
  const ref = { source: "figur", id: "01J" } as const;
  return { ...ref, origin: "stream", observedAt: 1, fields: {}, events, ...rest };
}

function mergeAll(facts: JobFact[]): Job {
  const [first = buildFact([]), ...rest] = facts;
  return rest.reduce((job, fact) => mergeJob(job, fact).job, mergeJob(null, first).job);
}

test("events that differ in nothing but their number are all kept, whole or in parts", () => {
  const job = mergeAll([
    buildFact([buildNumbered(1), buildNumbered(2)]),
    buildFact([buildNumbered(4)]),
  ]);
  expect(job.events.map(({ ordinal }) => ordinal)).toEqual([1, 2, 4]);
  expect(orderEvents(job.events)).toHaveLength(3);
});

test("a number that is told twice, in other words, is one event with one error", () => {
  const [a, b] = ["A", "B"].map((code) => ({ code, message: "" }));
  const said = [
    buildNumbered(1, { error: a ?? null }),
    buildNumbered(1, { error: b ?? null, message: "Rendered", at: 4 }),
  ];
  for (const facts of [[buildFact(said)], said.map((event) => buildFact([event]))]) {
    expect(mergeAll(facts).events).toMatchObject([{ seq: 1, ordinal: 1, at: 4, error: b }]);
  }
});

test("numbers are the order, whatever the upstream's clock said", () => {
  const events = [
    buildNumbered(2, { at: 1 }),
    buildNumbered(1, { at: 9 }),
    buildNumbered(10, { at: null }),
  ];
  expect(mergeAll([buildFact(events)]).events.map(({ ordinal }) => ordinal)).toEqual([1, 2, 10]);
});

const record = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 })
  .map((ordinals) => ordinals.map((ordinal) => buildNumbered(ordinal, { at: ordinal % 3 })));
const tellings = record.chain((events) =>
  fc.tuple(
    fc.constant(events),
    fc.array(fc.shuffledSubarray(events), { maxLength: 6 }).map((parts) => parts.concat([events])),
  ),
);

test("however a numbered record is cut up and repeated, each event is there once and in order", () => {
  fc.assert(
    fc.property(tellings, ([events, parts]) => {
      const told = mergeAll(parts.map((part) => buildFact(part))).events;
      const expected = events.map(({ ordinal }) => ordinal ?? 0).toSorted((a, b) => a - b);
      expect(told.map(({ ordinal }) => ordinal)).toEqual(expected);
      expect(told.map(({ seq }) => seq)).toEqual(expected.map((_, index) => index + 1));
    }),
    { numRuns: 1000 },
  );
});

test("a cost stays known when later facts do not mention it, and a later one replaces it", () => {
  const told = (amount: number) => ({ fields: { cost: { amount, unit: "USD" } } });
  const facts = [
    buildFact([], told(0.02)),
    buildFact([]),
    buildFact([], { fields: { cost: null } }),
  ];
  expect(mergeAll(facts).cost).toEqual({ amount: 0.02, unit: "USD" });
  expect(mergeAll([...facts, buildFact([], told(0.04))]).cost?.amount).toBe(0.04);
});
