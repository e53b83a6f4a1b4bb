import { cell, keyOf } from "./model.ts";
import { jsonKind } from "./kind.ts";
import type { JsonModel } from "./model.ts";
import { previewNode } from "./preview.ts";
import { isClosing, shownMax, toNode } from "./row.ts";
import { isFoldable, revealNode, rowOf, toggleFold } from "./rows.ts";
import type { JsonView } from "./rows.ts";

/** A model and what of it is unfolded. */
export type JsonTree = { readonly model: JsonModel; view: JsonView };

/** One row, with all that is drawn of it, so that it can be drawn where the model is not. */
export type TreeRow = {
  /** The node times two, plus one for the closing bracket of a container. */
  row: number;
  kind: number;
  depth: number;
  /** Among its siblings, from 0, and how many there are. */
  place: number;
  siblings: number;
  /** Children of a container. */
  count: number;
  canFold: boolean;
  isFolded: boolean;
  /** As written, quotes and all; empty where there is none. */
  key: string;
  /** A scalar as written, the beginning of a long one. */
  text: string;
  /** UTF-16 units of the scalar that `text` leaves out. */
  rest: number;
  /** What a folded container begins with. */
  preview?: string;
};

/** Rows from `first` on. */
export type TreeWindow = { first: number; rows: TreeRow[]; rowCount: number };

/** What became of an action: the node it leads to, and where that stands now. */
export type TreeOutcome = { node: number; row: number; rowCount: number };

export function readWindow(
  { model, view }: JsonTree,
  { first, last }: { first: number; last: number },
): TreeWindow {
  const rows = Array.from(view.rows.subarray(first, last), (row): TreeRow => {
    const node = toNode(row);
    const kind = cell(model.kind, node);
    const depth = cell(model.depth, node);
    const start = cell(model.start, node);
    const length = kind > jsonKind.array ? cell(model.end, node) - start : 0;
    const canFold = !isClosing(row) && isFoldable(model, node);
    const isFolded = view.folded[node] === 1;
    return {
      row,
      kind,
      depth,
      place: cell(model.position, node),
      siblings: depth === 0 ? 1 : cell(model.count, cell(model.parent, node)),
      count: cell(model.count, node),
      canFold,
      isFolded,
      key: isClosing(row) ? "" : keyOf(model, node),
      text: model.text.slice(start, start + Math.min(length, shownMax)),
      rest: Math.max(0, length - shownMax),
      ...(canFold && isFolded && { preview: previewNode(model, node) }),
    };
  });
  return { first, rows, rowCount: view.rows.length };
}

/** Folds or unfolds a node. */
export function toggleNode(tree: JsonTree, node: number): TreeOutcome {
  if (isFoldable(tree.model, node)) tree.view = toggleFold(tree.model, tree.view, node);
  return toOutcome(tree, node);
}

/** Unfolds whatever hides a node. */
export function showNode(tree: JsonTree, node: number): TreeOutcome {
  tree.view = revealNode(tree.model, tree.view, node);
  return toOutcome(tree, node);
}

export function toOutcome({ view }: JsonTree, node: number): TreeOutcome {
  return { node, row: rowOf(view, node), rowCount: view.rows.length };
}
