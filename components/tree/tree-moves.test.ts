import { expect, test } from "vitest";
import { listTreeRows, type TreeNode } from "#lib/domain/tree/job-tree.ts";
import { toTreeMove } from "./tree-moves.ts";

function buildNode(id: string, parentId: string | null): TreeNode {
  const times = { createdAt: 0, startedAt: null, finishedAt: null, queueMs: null, runMs: null };
  const words = { source: "bedrock", type: "t", status: "succeeded", rawStatus: "S" } as const;
  return { ...words, ...times, id, parentId, observedAt: 0, errorCode: null };
}

const nodes = [buildNode("a", "root"), buildNode("b", "a"), buildNode("c", "root")];
const open = listTreeRows(buildNode("root", null), nodes, () => false);
const folded = listTreeRows(buildNode("root", null), nodes, ({ node }) => node.id === "a");

test.each([
  ["ArrowDown", 0, { row: 1 }],
  ["ArrowDown", 3, { row: 3 }],
  ["ArrowUp", 0, { row: 0 }],
  ["PageDown", 0, { row: 2 }],
  ["PageUp", 3, { row: 1 }],
  ["End", 0, { row: 3 }],
  ["Home", 3, { row: 0 }],
  ["ArrowRight", 1, { row: 2 }],
  ["ArrowRight", 2, null],
  ["ArrowLeft", 1, { toggles: 1 }],
  ["ArrowLeft", 2, { row: 1 }],
  ["Enter", 2, { opens: 2 }],
  ["x", 1, null],
])("in an open tree %s on row %i does %j", (key, active, move) => {
  expect(toTreeMove(key, open, active, 2)).toEqual(move);
});

test("a folded row opens to the right, and to the left leads to its parent", () => {
  expect(toTreeMove("ArrowRight", folded, 1, 2)).toEqual({ toggles: 1 });
  expect(toTreeMove("ArrowLeft", folded, 1, 2)).toEqual({ row: 0 });
});

test("without rows no key does anything", () => {
  expect(toTreeMove("ArrowDown", [], 0, 2)).toBeNull();
});
