import { expect, test } from "vitest";
import { toDurationMs } from "./to-duration.ts";

test.each([
  ["PT2M30S", 150_000],
  ["PT0S", 0],
  ["PT0.25S", 250],
  ["P0DT0H2M30.5S", 150_500],
  ["PT1H", 3_600_000],
  ["P1DT1S", 86_401_000],
  [" pt5s ", 5_000],
])("%j lasts %d ms", (text, ms) => {
  expect(toDurationMs(text)).toBe(ms);
});

test.each([null, undefined, "", "P", "PT", "2:30", "150", "-PT1S", "P1M", "PT1X"])(
  "%j is no duration",
  (text) => {
    expect(toDurationMs(text)).toBeNull();
  },
);
