import { expect, test } from "vitest";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { maskFact, maxFactText } from "./mask-fact.ts";

const mask = (message: string) => {
  const error = { code: "e", message };
  const fact: JobFact = {
    source: "bedrock",
    id: "job_1",
    origin: "read",
    observedAt: 0,
    fields: { error },
    events: [],
  };
  return maskFact(fact, () => false).fields.error?.message;
};

test("a text of a length that people read stays whole", () => {
  const text = "x".repeat(maxFactText);
  expect(mask(text)).toBe(text);
});

test("a text of millions of characters is cut, says so, and breaks no character in two", () => {
  const head = "x".repeat(maxFactText - 1);
  expect(mask(`${head}😀${"y".repeat(4_000_000)}`)).toBe(`${head}… (4,000,002 more characters)`);
});

test("what is cut off takes no part of a secret with it", () => {
  const text = `${"x".repeat(maxFactText - 30)} Authorization: Bearer sk_live_0123456789abcdefghijklmnop`;
  expect(mask(text)).not.toContain("sk_live");
});
