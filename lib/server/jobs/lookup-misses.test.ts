import { expect, test } from "vitest";
import { createMisses, getMisses } from "./lookup-misses.ts";

test("a miss is remembered for five minutes, of its source alone", () => {
  let now = 0;
  const misses = createMisses(() => now);
  misses.add("bedrock", "job_1", "It is not there.");
  expect(misses.find("bedrock", "job_1")).toEqual({ at: 0, reason: "It is not there." });
  expect(misses.find("figur", "job_1")).toBeUndefined();
  now = 5 * 60_000;
  expect(misses.find("bedrock", "job_1")).toBeUndefined();
});

test("of very many the oldest are forgotten", () => {
  const misses = createMisses();
  for (let at = 0; at <= 10_000; at += 1) misses.add("bedrock", `job_${at}`, "");
  expect(misses.find("bedrock", "job_0")).toBeUndefined();
  expect(misses.find("bedrock", "job_10000")).toBeDefined();
});

test("all lookups of the same sources share what they were told", () => {
  const sources = new Map();
  getMisses({ sources }).add("bedrock", "job_1", "");
  expect(getMisses({ sources }).find("bedrock", "job_1")).toBeDefined();
  expect(getMisses({ sources: new Map() }).find("bedrock", "job_1")).toBeUndefined();
});
