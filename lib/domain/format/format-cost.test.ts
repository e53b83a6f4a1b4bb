import { expect, test } from "vitest";
import { formatCost } from "./format-cost.ts";

test.each([
  [{ amount: 0.042, unit: "USD" }, "0.042 USD"],
  [{ amount: 9, unit: "credits" }, "9 credits"],
  [{ amount: 12_345.5, unit: null }, "12345.5"],
])("%j reads %s", (cost, text) => {
  expect(formatCost(cost)).toBe(text);
});
