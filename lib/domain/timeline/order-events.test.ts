import { expect, test } from "vitest";
import { buildJobEvent } from "../merge/build-facts.ts";
import type { JobEvent } from "../job.ts";
import { orderEvents } from "./order-events.ts";

const at = 2_000;
const seqsOf = (events: Partial<JobEvent>[]) =>
  orderEvents(events.map((event, index) => buildJobEvent({ seq: index + 1, at, ...event }))).map(
    ({ seq }) => seq,
  );

const told: Partial<JobEvent>[] = [
  { kind: "note", message: "Checked" },
  { kind: "status", status: "running" },
  { kind: "stage", status: "running" },
  { kind: "status", status: "failed" },
  { kind: "note", message: "Cleaned up" },
];

test("events of one time stand by what comes earlier in a job's life", () => {
  expect(seqsOf(told)).toEqual([2, 1, 3, 5, 4]);
});

test("numbered ones of one time stand by their numbers", () => {
  const numbered = told.map((event, index) => Object.assign({ ordinal: index + 1 }, event));
  expect(seqsOf(numbered)).toEqual([1, 2, 3, 4, 5]);
});
