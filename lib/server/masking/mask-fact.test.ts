import { expect, test } from "vitest";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { maskFact, maxFactText } from "./mask-fact.ts";
import { createKeyTest, type KeyTest } from "./masked-keys.ts";

const mask = (message: string, isSecretKey: KeyTest = () => false) => {
  const error = { code: "e", message };
  const fact: JobFact = {
    source: "bedrock",
    id: "job_1",
    origin: "read",
    observedAt: 0,
    fields: { error },
    events: [],
  };
  return maskFact(fact, isSecretKey).fields.error?.message;
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

test.each([
  ["login failed for password: hunter2 at noon", "login failed for password: [masked] at noon"],
  ["X-Api-Key: SEKRET", "X-Api-Key: [masked]"],
  ["got Cookie: sid=1; theme=dark", "got Cookie: [masked]"],
  ["{'password': 'hunter'}", "{'password': '[masked]'}"],
  ["Unexpected token: '}'", "Unexpected token: '}'"],
  ["[password = hunter2]", "[password = [masked]"],
  ["the token: expired at noon", "the token: expired at noon"],
])("of a message %j people read %j, also where it was masked before", (message, read) => {
  expect(mask(message, createKeyTest())).toBe(read);
  expect(mask(read, createKeyTest())).toBe(read);
});
