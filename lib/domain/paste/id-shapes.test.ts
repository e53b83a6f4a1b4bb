import { expect, test } from "vitest";
import { isBedrockId, isFigurId } from "./id-shapes.ts";

test.each([
  ["job_01JABCD123", true],
  ["job_cmp.01", true],
  ["job_-a_", true],
  [`job_${"a".repeat(124)}`, true],
  [`job_${"a".repeat(125)}`, false],
  ["job_x.", false],
  ["job_a..b", false],
  ["job_", false],
  ["job_a/b", false],
  ["job_a\n", false],
])("%s may be Bedrock's: %s", (text, isId) => {
  expect(isBedrockId(text)).toBe(isId);
});

test("a ULID in capitals may be Figur's", () => {
  expect(isFigurId("01JZ8Q4W7M2KX9ABCDEFGHJKMN")).toBe(true);
  expect(isFigurId("01jz8q4w7m2kx9abcdefghjkmn")).toBe(false);
  expect(isFigurId("81JZ8Q4W7M2KX9ABCDEFGHJKMN")).toBe(false);
});
