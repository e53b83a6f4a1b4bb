import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatDuration, formatTick } from "./format-duration.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [0, "0 ms"],
  [310, "310 ms"],
  [999.6, "1 s"],
  [1_884, "2 s"],
  [2 * second, "2 s"],
  [59.6 * second, "1 m 00 s"],
  [88 * second, "1 m 28 s"],
  [3 * minute + 8 * second, "3 m 08 s"],
  [hour - 200, "1 h 00 m"],
  [3 * hour + 4 * minute, "3 h 04 m"],
  [day - second, "1 d 0 h"],
  [2 * day + 3 * hour, "2 d 3 h"],
  [-5, "0 ms"],
  [null, "–"],
  [Number.NaN, "–"],
])("%s ms reads %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [900, "900 ms"],
  [1_884, "1.9 s"],
  [9_949, "9.9 s"],
  [9_960, "10 s"],
  [33_540, "34 s"],
])("a precise %s ms reads %s", (ms, text) => {
  expect(formatDuration(ms, { precise: true })).toBe(text);
});

test.each([
  [0, "0"],
  [500, "500 ms"],
  [minute, "1 m"],
  [1_500, "1.5 s"],
  [75 * second, "1 m 15 s"],
  [30 * hour, "1 d 6 h"],
])("a tick at %s ms reads %s", (ms, text) => {
  expect(formatTick(ms)).toBe(text);
});

test("no number makes a negative or broken duration", () => {
  fc.assert(
    fc.property(fc.double(), fc.boolean(), (ms, precise) => {
      const text = formatDuration(ms, { precise });
      expect(text).toMatch(/^(?:–|\d[\d.e+]* (?:ms|s|[mhd] \d+ [smh]))$/);
      expect(text).not.toMatch(/\b60 [sm]\b|\b24 h\b/);
    }),
  );
});
