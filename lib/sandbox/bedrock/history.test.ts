import { expect, test } from "vitest";
import { planHistory } from "./history.ts";
import type { JobPlan } from "./job-plan.ts";

const now = Date.parse("2026-02-11T12:00:00Z");
const history = planHistory(3_000, now, 1);
const byId = new Map(history.map((plan) => [plan.id, plan]));

test("a history has the size asked for, and no id twice", () => {
  expect(byId.size).toBe(3_000);
  for (const count of [1, 2, 17]) expect(planHistory(count, now, 1)).toHaveLength(count);
});

test("ids look like the documented ones", () => {
  for (const id of byId.keys()) expect(id).toMatch(/^job_01J[0-9A-HJKMNP-TV-Z]{23}$/);
});

test("every job lies in the two weeks before now, created, started and finished in that order", () => {
  for (const { createdAt, startedAt, finishedAt } of history) {
    expect(createdAt).toBeGreaterThan(now - 15 * 86_400_000);
    expect(startedAt ?? createdAt).toBeGreaterThanOrEqual(createdAt);
    expect(finishedAt).toBeGreaterThanOrEqual(startedAt ?? createdAt);
    expect(finishedAt).toBeLessThan(now);
  }
});

test("a child is created while its parent runs, and the parent outlasts it", () => {
  const children = history.filter((plan) => plan.parentId !== null);
  expect(children.length).toBeGreaterThan(500);
  for (const child of children) {
    const parent = byId.get(child.parentId ?? "");
    expect(child.createdAt).toBeGreaterThanOrEqual(parent?.startedAt ?? Infinity);
    expect(child.finishedAt).toBeLessThanOrEqual(parent?.finishedAt ?? -Infinity);
  }
});

test("trees are up to four levels deep, and a few parents have hundreds of children", () => {
  const depthOf = (plan: JobPlan | undefined): number =>
    plan ? 1 + depthOf(byId.get(plan.parentId ?? "")) : 0;
  expect(Math.max(...history.map(depthOf))).toBe(4);
  const wide = history.filter((plan) => plan.parts > 200);
  expect(wide.length).toBeGreaterThan(0);
  expect(wide.length).toBeLessThan(10);
  for (const parent of wide.filter(({ outcome }) => outcome !== "CANCELED")) {
    expect(history.filter((plan) => plan.parentId === parent.id)).toHaveLength(parent.parts);
  }
});

function share(outcome: string): number {
  return history.filter((plan) => plan.outcome === outcome).length / history.length;
}

test("there are failures and cancellations, but most jobs complete", () => {
  expect(share("COMPLETED")).toBeGreaterThan(0.85);
  expect(share("FAILED")).toBeGreaterThan(0.005);
  expect(share("CANCELED")).toBeGreaterThan(0.003);
});

test("more is begun by day than by night", () => {
  const roots = planHistory(6_000, now, 2).filter((plan) => plan.parentId === null);
  const begunIn = (from: number, to: number) =>
    roots.filter(({ createdAt }) => {
      const hour = new Date(createdAt).getUTCHours();
      return hour >= from && hour < to;
    }).length;
  expect(begunIn(9, 15)).toBeGreaterThan(4 * begunIn(0, 6));
});

test("a hundred thousand jobs are planned within seconds", () => {
  const before = performance.now();
  expect(planHistory(100_000, now, 1)).toHaveLength(100_000);
  expect(performance.now() - before).toBeLessThan(8_000);
});
