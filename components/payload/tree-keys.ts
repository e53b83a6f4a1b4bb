import { cell, noNode } from "#lib/domain/json/model.ts";
import type { JsonModel } from "#lib/domain/json/model.ts";
import { isClosing, toNode } from "#lib/domain/json/row.ts";
import { isFoldable, rowOf } from "#lib/domain/json/rows.ts";
import type { JsonView } from "#lib/domain/json/rows.ts";

type TreeState = { model: JsonModel; view: JsonView; node: number; pageRows: number };

/** The node a key leads to, and whether it folds or unfolds it. */
export type TreeStep = { node: number; toggles: boolean };

/** What a key does in a tree, by the ARIA practice for tree views; null for any other key. */
export function toTreeStep(
  key: string,
  { model, view, node, pageRows }: TreeState,
): TreeStep | null {
  const row = rowOf(view, node);
  const isOpen = isFoldable(model, node) && view.folded[node] !== 1;
  const isFolded = isFoldable(model, node) && view.folded[node] === 1;
  const parent = cell(model.parent, node);

  switch (key) {
    case "ArrowDown":
      return go(nearestNode(view, row + 1, 1) ?? node);
    case "ArrowUp":
      return go(nearestNode(view, row - 1, -1) ?? node);
    case "PageDown":
      return go(nearestNode(view, Math.min(row + pageRows, view.rows.length - 1), -1) ?? node);
    case "PageUp":
      return go(nearestNode(view, Math.max(row - pageRows, 0), -1) ?? node);
    case "Home":
      return go(0);
    case "End":
      return go(nearestNode(view, view.rows.length - 1, -1) ?? node);
    case "ArrowRight":
      return isFolded ? { node, toggles: true } : go(isOpen ? node + 1 : node);
    case "ArrowLeft":
      return isOpen ? { node, toggles: true } : go(parent === noNode ? node : parent);
    case "Enter":
    case " ":
      return { node, toggles: isOpen || isFolded };
    default:
      return null;
  }
}

function go(node: number): TreeStep {
  return { node, toggles: false };
}

/** The first node from a row on whose own row it is, not its closing bracket. */
function nearestNode(view: JsonView, from: number, direction: 1 | -1): number | undefined {
  for (let at = from; ; at += direction) {
    const row = view.rows[at];
    if (row === undefined || !isClosing(row)) return row === undefined ? undefined : toNode(row);
  }
}
