import { expect, test } from "vitest";
import { formatFraction } from "./format-fraction.ts";

test.each([
  [0, "0 %"],
  [0.25, "25 %"],
  [0.29, "29 %"],
  [0.999, "99 %"],
  [1, "100 %"],
  [7, "100 %"],
  [-1, "0 %"],
])("%s reads %s", (fraction, text) => {
  expect(formatFraction(fraction)).toBe(text);
});
