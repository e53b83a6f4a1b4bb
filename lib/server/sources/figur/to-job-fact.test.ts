import { expect, test } from "vitest";
import { toReading } from "./to-job-fact.ts";
import { wireJobSchema } from "./wire-job.ts";

const stage = { seq: 2, event_type: "stage", message: "Rendering" };
const failed = { seq: 3, event_type: "failed", message: "No face found" };

function read(status: string, latest_event: unknown, events = [stage]) {
  const wire = wireJobSchema.parse({ status, latest_event });
  const context = { id: "01JZ8Q4W7M2KX9ABCDEFGHJKMN", observedAt: 1, isWhole: true, events };
  return toReading(wire, context).fact;
}

test.each([
  ["has no number", { event_type: "failed", message: "Out of credits" }],
  ["has another word for its end", { seq: 4, event_type: "error", message: "Out of credits" }],
  ["has no word", { message: "failed", extra: { error: "Out of credits" } }],
])("the reason of a failed job is taken from a latest event that %s", (_, latest) => {
  expect(read("FAILURE", latest).fields.error?.message).toBe("Out of credits");
});

test("a latest event without a number is no entry of the record", () => {
  expect(read("FAILURE", { event_type: "failed", message: "x" }).events).toHaveLength(1);
});

test("the record's own failure goes before the latest event", () => {
  const { error } = read("FAILURE", { event_type: "error", message: "x" }, [failed]).fields;
  expect(error?.message).toBe("No face found");
});

test.each([
  ["FAILURE", stage],
  ["FAILURE", { event_type: "succeeded", message: "Done" }],
  ["FAILURE", null],
  ["IN_PROGRESS", { event_type: "warning", message: "Slow" }],
])("%s beside %j has no reason", (status, latest) => {
  expect(read(status, latest).fields.error ?? null).toBeNull();
});
