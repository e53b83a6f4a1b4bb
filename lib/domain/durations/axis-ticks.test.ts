import { describe, expect, test } from "vitest";
import { formatSpan, formatStep, toLogAxis } from "./axis-ticks.ts";
import { levelMs } from "./rollup-level.ts";

const { hour, day, week } = levelMs;
const midnight = Date.UTC(2024, 4, 10);

/** The labels of as many hours from then on. */
const hours = (from: number, zone: string, count = 48) =>
  Array.from({ length: count }, (_, index) => formatStep(from + index * hour, hour, zone));

describe("an axis of hours", () => {
  test.each([
    ["UTC", "05-10 00:00", "05-11 00:00"],
    ["America/New_York", "05-10 00:00", "05-11 00:00"],
    ["Asia/Kolkata", "05-11 00:30", "05-12 00:30"],
    ["Asia/Kathmandu", "05-11 00:45", "05-12 00:45"],
  ])("shows each date once, at its first hour, in %s", (zone, first, second) => {
    expect(hours(midnight, zone).filter((label) => label.includes("-"))).toEqual([first, second]);
  });

  test("shows the date where the clock leaves midnight out, and at its beginning", () => {
    expect(hours(Date.UTC(2024, 8, 8, 3), "America/Santiago", 2)).toEqual(["23:00", "09-08 01:00"]);
    expect(formatStep(midnight + 7 * hour, hour, "UTC", true)).toBe("05-10 07:00");
  });

  test("tells an hour from the same one after the clocks went back", () => {
    const from = Date.UTC(2024, 10, 3, 5);
    const zone = "America/New_York";
    expect(hours(from, zone, 3)).toEqual(["01:00 -04:00", "01:00 -05:00", "02:00"]);
    expect(formatSpan(from, hour, zone)).toBe("2024-11-03 01:00 -04:00 to 01:00 -05:00");
    expect(formatSpan(from + hour, hour, zone)).toBe("2024-11-03 01:00 -05:00 to 02:00");
    expect(formatSpan(from + 2 * hour, hour, zone)).toBe("2024-11-03 02:00 to 03:00");
  });
});

test("a day and a week are those of UTC, whatever the zone, and a span says when they are there", () => {
  for (const zone of ["UTC", "America/New_York", "Pacific/Auckland"]) {
    expect(formatStep(midnight, day, zone)).toBe("05-10");
    expect(formatStep(midnight, week, zone)).toBe("2024-05-10");
  }
  const span = formatSpan(midnight, day, "America/New_York");
  expect(span).toBe("2024-05-09 20:00 to 2024-05-10 20:00");
});

test("a logarithmic axis has two round lengths at least, and moves its ends only for that", () => {
  expect(toLogAxis(69_000, 71_000)).toEqual({
    domain: [60_000, 120_000],
    ticks: [60_000, 120_000],
  });
  expect(toLogAxis(50_000, 70_000)).toEqual({
    domain: [30_000, 120_000],
    ticks: [30_000, 60_000, 120_000],
  });
  expect(toLogAxis(0.25, 1.02)).toEqual({ domain: [0.25, 2], ticks: [1, 2] });
  const wide = toLogAxis(900, 70_000);
  expect(wide.domain).toEqual([900, 70_000]);
  expect(wide.ticks.length).toBeGreaterThanOrEqual(2);
});
