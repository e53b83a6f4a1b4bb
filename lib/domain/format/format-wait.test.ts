import { expect, test } from "vitest";
import { formatWait } from "./format-wait.ts";

test.each([
  [-5, "0 s"],
  [1, "1 s"],
  [3_573_001, "59 m 34 s"],
])("a wait of %s ms reads %s", (ms, text) => {
  expect(formatWait(ms)).toBe(text);
});
