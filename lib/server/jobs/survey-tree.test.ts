import { expect, test } from "vitest";
import type { TreeNode } from "#lib/domain/tree/job-tree.ts";
import type { JobStatus } from "#lib/domain/job.ts";
import type { Descendants } from "../store/list-descendants.ts";
import { surveyTree } from "./survey-tree.ts";

const now = 100 * 60_000;
const longAgo = 1_000;

function buildNode(id: string, status: JobStatus, type = "sheet"): TreeNode {
  const words = {
    source: "bedrock",
    rawStatus: status,
    parentId: "root",
    errorCode: null,
  } as const;
  const times = { createdAt: 0, startedAt: null, queueMs: null, runMs: null, observedAt: now };
  return { ...words, ...times, id, type, status, finishedAt: longAgo };
}

function survey(
  nodes: TreeNode[],
  readAt: Record<string, number> = {},
  cut: Descendants["cut"] = null,
) {
  const found = surveyTree({ nodes, childrenReadAt: new Map(Object.entries(readAt)), cut }, now);
  return Object.fromEntries(
    Object.entries(found).map(([key, some]) => [key, some.map(({ id }) => id)]),
  );
}

const three = ["a", "b", "c"].map((id) => buildNode(id, "succeeded"));
const threeRead = { a: now, b: now, c: now };
const none = { unasked: [], due: [], unlikely: [], stale: [], unsettled: [] };

test("what nobody has asked for is due", () => {
  const asked = { a: now };
  expect(survey(three, asked)).toEqual({ ...none, unasked: ["b", "c"], due: ["b", "c"] });
});

test("of a type that had nothing below it three times, the rest is unasked all the same, and comes last", () => {
  const nodes = [...three, buildNode("d", "succeeded"), buildNode("e", "failed", "drawing")];
  expect(survey(nodes, threeRead)).toEqual({
    ...none,
    unasked: ["d", "e"],
    due: ["e"],
    unlikely: ["d"],
  });
});

test("one of them that runs is asked when it has ended", () => {
  const nodes = [...three, buildNode("d", "running")];
  expect(survey(nodes, threeRead)).toEqual({ ...none, unasked: ["d"], unsettled: ["d"] });
});

test("one job with something below it makes its whole type due", () => {
  const below = { ...buildNode("x", "succeeded", "block"), parentId: "d" };
  const nodes = [...three, buildNode("d", "succeeded"), below];
  expect(survey(nodes, threeRead)).toMatchObject({ due: ["d", "x"], unlikely: [] });
});

test("an answer from before the end counts for nothing", () => {
  expect(survey(three.slice(0, 1), { a: longAgo - 1 })).toMatchObject({ due: ["a"] });
});

test("the answer of a job that runs, or ended a moment ago, is asked for again after a while", () => {
  const runs = buildNode("runs", "running");
  const ended = { ...buildNode("ended", "succeeded"), finishedAt: now - 120_000 };
  const minuteAgo = now - 61_000;
  const both = ["runs", "ended"];
  expect(survey([runs, ended], { runs: minuteAgo, ended: minuteAgo })).toEqual({
    ...none,
    stale: both,
    unsettled: both,
  });
  expect(survey([runs, ended], { runs: now, ended: now })).toEqual({ ...none, unsettled: both });
  const ahead = now + 3_600_000;
  expect(survey([runs], { runs: ahead })).toMatchObject({ stale: ["runs"] });
});

test("where the tree has no room for more, nothing is due", () => {
  expect(survey(three, {}, "jobs")).toEqual({ ...none, unasked: ["a", "b", "c"] });
});
