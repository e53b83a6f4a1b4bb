import { expect, test } from "vitest";
import { levelMs } from "#lib/domain/durations/rollup-level.ts";
import { describeStep } from "./describe-charts.ts";

test("steps of hours are said to be in the reader's zone, and those of days in UTC", () => {
  const zone = "America/New_York";
  expect(describeStep(levelMs.hour, zone)).toBe(`by the hour each ended in, ${zone}`);
  expect(describeStep(6 * levelMs.hour, zone)).toBe(`by the 6 hours they ended in, ${zone}`);
  expect(describeStep(levelMs.day, zone)).toBe("by the day they ended on, UTC");
  expect(describeStep(levelMs.week, zone)).toBe("by the week they ended in, UTC");
  expect(describeStep(levelMs.month, zone)).toBe("by the four weeks they ended in, UTC");
});
