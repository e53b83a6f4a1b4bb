import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toAxis } from "./axis.ts";
import { formatTick } from "../format/format-duration.ts";

test.each([
  [310, "0, 100 ms, 200 ms, 300 ms, 400 ms"],
  [90_000, "0, 30 s, 1 m, 1 m 30 s"],
  [254_257, "0, 1 m, 2 m, 3 m, 4 m, 5 m"],
  [3 * 3_600_000 + 240_000, "0, 1 h, 2 h, 3 h, 4 h"],
  [9 * 86_400_000, "0, 2 d, 4 d, 6 d, 8 d, 10 d"],
])("%s ms are measured by %s", (spanMs, ticks) => {
  expect(toAxis(spanMs).ticksMs.map(formatTick).join(", ")).toBe(ticks);
});

test("any span gets four to six ticks, evenly set, that reach its end", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e14, noNaN: true }), (spanMs) => {
      const { lengthMs, ticksMs } = toAxis(spanMs);
      expect(lengthMs).toBeGreaterThanOrEqual(spanMs);
      expect(ticksMs.length).toBeGreaterThanOrEqual(4);
      expect(ticksMs.length).toBeLessThanOrEqual(6);
      expect(ticksMs[0]).toBe(0);
      expect(ticksMs.at(-1)).toBe(lengthMs);
    }),
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, -1])(
  "a span of %s still has an axis",
  (spanMs) => {
    expect(toAxis(spanMs).ticksMs).toHaveLength(6);
  },
);
