import fc from "fast-check";
import { expect, test } from "vitest";
import { floorTo, levelMs, rollupOrigin, toSlotRuns } from "./rollup-level.ts";

const hour = fc.integer({ min: 0, max: 24 * 365 * 30 }).map((h) => rollupOrigin + h * levelMs.hour);

test("a span is cut into slots that cover it exactly, in order, few however long it is", () => {
  fc.assert(
    fc.property(hour, hour, (a, b) => {
      const [startAt, endAt] = [Math.min(a, b), Math.max(a, b)];
      const runs = toSlotRuns(startAt, endAt);
      let at = startAt;
      for (const run of runs) {
        expect(run.startAt).toBe(at);
        expect(floorTo(levelMs[run.level], run.startAt)).toBe(run.startAt);
        expect(floorTo(levelMs[run.level], run.endAt)).toBe(run.endAt);
        at = run.endAt;
      }
      expect(at).toBe(endAt);
      const short = runs.filter(({ level }) => level !== "month");
      const slots = short.reduce(
        (sum, { level, startAt: from, endAt: to }) => sum + (to - from) / levelMs[level],
        0,
      );
      expect(slots).toBeLessThanOrEqual(2 * (23 + 6 + 3));
    }),
  );
});

test("an empty span has no slots", () => {
  expect(toSlotRuns(rollupOrigin, rollupOrigin)).toEqual([]);
});
