import { expect, test } from "vitest";
import { type JobPlan, statusAt } from "./job-plan.ts";
import { stepsOf } from "./job-steps.ts";
import { LiveSchedule } from "./live.ts";

const startAt = Date.parse("2026-02-11T12:00:00Z");
const minuteMs = 60_000;

test("at any minute some jobs are running, and within minutes all of them end", () => {
  const schedule = new LiveSchedule(1, startAt);
  const plans: JobPlan[] = [];
  const running: number[] = [];
  for (let at = startAt; at < startAt + 60 * minuteMs; at += minuteMs) {
    plans.push(...schedule.takeUntil(at));
    running.push(
      plans.filter((plan) => plan.createdAt <= at && statusAt(plan, at) === "RUNNING").length,
    );
  }
  expect(Math.min(...running)).toBeGreaterThan(2);
  expect(Math.max(...running)).toBeLessThan(60);
  const mean = running.reduce((sum, each) => sum + each, 0) / running.length;
  expect(mean).toBeGreaterThan(9);
  expect(mean).toBeLessThan(21);
  for (const plan of plans) expect(plan.finishedAt - plan.createdAt).toBeLessThan(15 * minuteMs);
});

test("live jobs complete, fail, are canceled, and have children", () => {
  const plans = new LiveSchedule(2, startAt).takeUntil(startAt + 30 * minuteMs);
  const outcomes = new Set(plans.map((plan) => plan.outcome));
  expect(outcomes).toEqual(new Set(["COMPLETED", "FAILED", "CANCELED"]));
  expect(plans.some((plan) => plan.parts > 1)).toBe(true);
});

test("what comes does not depend on how often one looks", () => {
  const [often, once] = [new LiveSchedule(3, startAt), new LiveSchedule(3, startAt)];
  const seen: JobPlan[] = [];
  for (let at = startAt; at <= startAt + 10 * minuteMs; at += 777)
    seen.push(...often.takeUntil(at));
  seen.push(...often.takeUntil(startAt + 10 * minuteMs));
  expect(seen).toEqual(once.takeUntil(startAt + 10 * minuteMs));
});

test("a clock that leaps a year does not plan a year", () => {
  const schedule = new LiveSchedule(4, startAt);
  expect(schedule.takeUntil(startAt + 365 * 86_400_000).length).toBeLessThan(2_000);
});

test("the steps of a job rise in time, and the status at each step is the step's own", () => {
  for (const plan of new LiveSchedule(5, startAt).takeUntil(startAt)) {
    const steps = stepsOf(plan);
    const times = steps.map((step) => step.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toMatchObject({ kind: "status", status: plan.outcome });
    const fractions = steps.flatMap((step) =>
      step.kind === "progress" ? [step.progress ?? 0] : [],
    );
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  }
});
