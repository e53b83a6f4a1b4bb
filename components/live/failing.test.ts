import { expect, test } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import { toStoodAt } from "./failing.ts";

const running = buildSummary({ status: "running", observedAt: 100 });

test("the clocks of a source that cannot be asked stand at its last success, or at what was heard of the job since", () => {
  const failing = [{ name: "bedrock", label: "Bedrock", message: "", lastSuccessAt: 200 }] as const;
  const later = { ...running, id: "job_2", observedAt: 300 };
  expect([...toStoodAt([running, later], failing)]).toEqual([
    ["bedrock:job_1", 200],
    ["bedrock:job_2", 300],
  ]);
  expect(toStoodAt([running], [{ name: "bedrock", label: "", message: "" }])).toEqual(
    new Map([["bedrock:job_1", 100]]),
  );
});

test("jobs of other sources go on, and those that have ended have no clock", () => {
  const failing = [{ name: "figur", label: "Figur", message: "", lastSuccessAt: 200 }] as const;
  const ended = buildSummary({ source: "figur", status: "failed" });
  expect(toStoodAt([running, ended], failing).size).toBe(0);
});
