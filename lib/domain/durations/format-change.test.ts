import { expect, test } from "vitest";
import { formatChange } from "./format-change.ts";

test.each([
  [112, 100, "p95 +12 %, 100 before"],
  [50, 100, "p95 −50 %, 100 before"],
  [580, 100, "p95 ×5.8, 100 before"],
  [2_000, 100, "p95 ×20, 100 before"],
  [1_001, 1_000, "p95 as before"],
  [null, 100, "p95 100 before"],
  [100, null, "nothing before to compare"],
  [100, 0, "p95 0 before"],
  [0, 0, "p95 as before"],
  [0, 100, "p95 −100 %, 100 before"],
])("%s after %s reads %j", (now, before, said) => {
  expect(formatChange(now, before, String, "p95 ")).toBe(said);
});
