import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countByStatus,
  isPartial,
  listTreeRows,
  mergeTreeNodes,
  takeChanges,
  treeNodesMax,
  type JobTree,
  type TreeNode,
  type TreeRow,
} from "./job-tree.ts";
import { jobStatuses } from "../job.ts";
import { toTreeAxis, toTreePhases } from "./tree-axis.ts";

function buildNode(id: string, parentId: string | null, more: Partial<TreeNode> = {}): TreeNode {
  return {
    source: "bedrock",
    id,
    type: "parse",
    status: "succeeded",
    rawStatus: "COMPLETED",
    parentId,
    createdAt: 0,
    startedAt: null,
    finishedAt: null,
    queueMs: null,
    runMs: null,
    observedAt: 1,
    errorCode: null,
    ...more,
  };
}

const root = buildNode("root", null);
const draw = (nodes: TreeNode[], isFolded: (row: TreeRow) => boolean = () => false) =>
  listTreeRows(root, nodes, isFolded).map(
    ({ node, level }) => `${"  ".repeat(level - 1)}${node.id}`,
  );

describe("the rows of a tree", () => {
  test("what has failed, or holds a failure, comes first; the rest by creation", () => {
    const nodes = [
      buildNode("late", "root", { createdAt: 9 }),
      buildNode("early", "root", { createdAt: 1 }),
      buildNode("holds", "root", { createdAt: 5 }),
      buildNode("bad", "holds", { status: "failed" }),
      buildNode("good", "holds"),
      buildNode("waits", "root", { status: "queued" }),
    ];
    expect(draw(nodes)).toEqual([
      "root",
      "  holds",
      "    bad",
      "    good",
      "  waits",
      "  early",
      "  late",
    ]);
    const [, holds] = listTreeRows(root, nodes, () => false);
    expect(holds).toMatchObject({
      children: 2,
      below: 2,
      failedBelow: 1,
      position: 1,
      siblings: 4,
    });
  });

  test("what is folded hides all below it", () => {
    const nodes = [buildNode("a", "root"), buildNode("b", "a"), buildNode("c", "b")];
    expect(draw(nodes, ({ node }) => node.id === "a")).toEqual(["root", "  a"]);
  });

  test("each job comes once, whatever its parents say, at any depth", () => {
    const ids = fc.integer({ min: 0, max: 12 }).map(String);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(ids, ids, fc.constantFrom(...jobStatuses)), {
          selector: ([id]) => id,
        }),
        (links) => {
          const nodes = links.map(([id, parent, status]) =>
            buildNode(id, parent === "0" ? "root" : parent, { status }),
          );
          const rows = listTreeRows(root, nodes, () => false);
          expect(new Set(rows.map(({ node }) => node.id)).size).toBe(rows.length);
          expect(rows[0]).toMatchObject({ below: rows.length - 1 });
          for (const { node, level } of rows.slice(1)) {
            const parent = rows.find((row) => row.node.id === node.parentId);
            expect(parent?.level).toBe(level - 1);
          }
        },
      ),
    );
    const deep = Array.from({ length: 5_000 }, (_, at) =>
      buildNode(`n${at}`, at === 0 ? "root" : `n${at - 1}`),
    );
    expect(draw(deep)).toHaveLength(5_001);
  });
});

test("changes replace what is older, add what belongs, and pass by what does not", () => {
  const nodes = [buildNode("a", "root", { observedAt: 5 })];
  const merged = mergeTreeNodes("root", nodes, [
    buildNode("a", "root", { status: "failed", observedAt: 4 }),
    buildNode("b", "a"),
    buildNode("c", "elsewhere"),
    buildNode("root", null),
  ]);
  expect(merged.map(({ id, status }) => [id, status])).toEqual([
    ["a", "succeeded"],
    ["b", "succeeded"],
  ]);
  expect(countByStatus(merged)).toMatchObject({ succeeded: 2, failed: 0 });
});

test("a job that is told of before its parent has its place", () => {
  const changed = [buildNode("c", "b"), buildNode("b", "a"), buildNode("a", "root")];
  expect(mergeTreeNodes("root", [], changed).map(({ id }) => id)).toEqual(["a", "b", "c"]);
});

test("a full tree takes no more jobs, and still takes what becomes of its own", () => {
  const nodes = Array.from({ length: treeNodesMax }, (_, at) => buildNode(`n${at}`, "root"));
  const failed = buildNode("n7", "root", { status: "failed", observedAt: 2 });
  const merged = mergeTreeNodes("root", nodes, [buildNode("new", "root"), failed]);
  expect(merged).toHaveLength(treeNodesMax);
  expect(countByStatus(merged)).toMatchObject({ failed: 1 });
});

describe("bars on one axis", () => {
  test("waiting and running stand apart, and the axis holds them all", () => {
    const done = buildNode("a", "root", { createdAt: 100, startedAt: 150, finishedAt: 400 });
    const running = buildNode("b", "root", { status: "running", createdAt: 200, startedAt: 300 });
    expect(toTreePhases(done, 1_000)).toMatchObject([
      { kind: "wait", startAt: 100, durationMs: 50 },
      { kind: "run", startAt: 150, durationMs: 250 },
    ]);
    expect(toTreePhases(running, 1_000)[1]).toMatchObject({ endAt: null, durationMs: 700 });
    expect(toTreeAxis([done, running], 1_000)).toMatchObject({ startAt: 100 });
    expect(toTreeAxis([done, running], 1_000)?.axis.lengthMs).toBeGreaterThanOrEqual(900);
  });

  test("what a job does not tell is left out, and times out of order are not drawn", () => {
    expect(toTreePhases(buildNode("a", null, { createdAt: null }), 9)).toEqual([]);
    expect(toTreePhases(buildNode("a", null, { createdAt: 5, finishedAt: 1 }), 9)).toEqual([]);
    expect(toTreeAxis([buildNode("a", null, { createdAt: null })], 9)).toBeNull();
  });
});

describe("a tree and what has changed in it", () => {
  function buildTree(data: TreeNode[], more: Partial<JobTree["meta"]> = {}): JobTree {
    const counts = countByStatus(data);
    const state = { cut: null, unasked: 0, reading: "later", againMs: 1, problem: null } as const;
    const meta = { total: data.length, counts, children: counts, readAt: 1, ...state, ...more };
    return { data, meta };
  }
  const data = [buildNode("a", "root", { status: "running" })];
  const changed = [
    buildNode("a", "root", { observedAt: 2 }),
    buildNode("b", "a", { status: "failed" }),
  ];

  test("its counts go by the changes", () => {
    const { meta } = takeChanges("root", buildTree(data), changed);
    expect(meta).toMatchObject({
      ...{ total: 2, counts: { succeeded: 1, failed: 1, running: 0 } },
      children: { succeeded: 1, failed: 0 },
    });
  });

  test("the counts of a whole family are not made from a slice of it", () => {
    const slice = buildTree(data, { total: 90 });
    const tree = takeChanges("root", slice, changed);
    expect(tree.meta).toEqual(slice.meta);
    expect(tree.data).toHaveLength(2);
  });

  test("its counts may grow while the first level or what is further down is not known whole", () => {
    expect(isPartial(buildTree(data).meta)).toBe(false);
    for (const more of [{ readAt: null }, { unasked: 1 }, { cut: "jobs" }] as const)
      expect(isPartial(buildTree(data, more).meta)).toBe(true);
  });
});
