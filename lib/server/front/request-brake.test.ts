import { expect, test } from "vitest";
import { createRequestBrake } from "./request-brake.ts";

const limits = { perMinute: 60, atOnce: 3 };
const refused = expect.objectContaining({ code: "rate_limited" });

test("a minute's worth may come at once; then as much as a minute gives back", () => {
  const brake = createRequestBrake();
  for (let n = 0; n < 60; n += 1) brake.enter("ada", limits, 0)();
  expect(() => brake.enter("ada", limits, 0)).toThrow(refused);
  expect(() => brake.enter("ada", limits, 999)).toThrow(
    expect.objectContaining({ retryAfterMs: 1 }),
  );
  brake.enter("ada", limits, 1_000)();
  expect(() => brake.enter("ada", limits, 1_000)).toThrow(refused);
  brake.enter("bob", limits, 1_000)();
});

test("so many requests may be open, and leaving twice gives back one", () => {
  const brake = createRequestBrake();
  const leave = [1, 2, 3].map(() => brake.enter("ada", limits, 0));
  expect(() => brake.enter("ada", limits, 0)).toThrow(refused);
  leave[0]?.();
  leave[0]?.();
  brake.enter("ada", limits, 0);
  expect(() => brake.enter("ada", limits, 0)).toThrow(refused);
});
