import { expect, test } from "vitest";
import { toZonedInstant } from "./zoned-instant.ts";

test.each([
  ["2026-11-22T10:00", "Asia/Tokyo", "2026-11-22T10:00+09:00"],
  ["2026-11-22 10:00:05.250", "Asia/Tokyo", "2026-11-22T10:00:05.250+09:00"],
  ["2026-11-22", "America/New_York", "2026-11-22T00:00-05:00"],
  ["2026-07-01", "America/New_York", "2026-07-01T00:00-04:00"],
  // Hours after the clocks of Zurich were set, and before.
  ["2026-03-29T03:30", "Europe/Zurich", "2026-03-29T03:30+02:00"],
  ["2026-03-29T01:30", "Europe/Zurich", "2026-03-29T01:30+01:00"],
  ["2026-11-22", "UTC", "2026-11-22"],
  ["2026-11-22T10:00", "Etc/UTC", "2026-11-22T10:00Z"],
  ["2026-11-22T10:00Z", "Asia/Tokyo", "2026-11-22T10:00Z"],
  ["2026-11-22T10:00+01:00", "Asia/Tokyo", "2026-11-22T10:00+01:00"],
  ["24h", "Asia/Tokyo", "24h"],
  ["1800000000000", "Asia/Tokyo", "1800000000000"],
  ["2026-99-99", "Asia/Tokyo", "2026-99-99"],
  ["soon", "Asia/Tokyo", "soon"],
  ["2026-11-22", "Nowhere/Land", "2026-11-22T00:00Z"],
])("%j on a clock in %s is %j", (text, zone, written) => {
  expect(toZonedInstant(text, zone)).toBe(written);
});
