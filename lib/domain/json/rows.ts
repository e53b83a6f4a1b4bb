import { cell, isContainer, noNode } from "./model.ts";
import { jsonKind } from "./kind.ts";
import type { Column, JsonIndex } from "./model.ts";

/**
 * What of a model is on screen. A row is its node times two, plus one where it is the closing
 * bracket. Views are values: every change answers a new one.
 */
export type JsonView = {
  readonly rows: Column;
  /** 1 for every folded node. */
  readonly folded: Uint8Array<ArrayBuffer>;
};

const wholeWhenNodes = 60;
const openDepth = 2;
const longArray = 100;

/** Small texts open whole; in larger ones the first levels are open and long arrays are not. */
export function createView(model: JsonIndex): JsonView {
  const folded = new Uint8Array(model.size);
  if (model.size > wholeWhenNodes) {
    for (let node = 1; node < model.size; node++) {
      const isLong =
        cell(model.kind, node) === jsonKind.array && cell(model.count, node) > longArray;
      if (isLong || cell(model.depth, node) >= openDepth) folded[node] = 1;
    }
  }
  return { rows: listRows(model, folded, 0), folded };
}

/** Whether the node can be folded: a container with something in it. */
export function isFoldable(model: JsonIndex, node: number): boolean {
  return isContainer(model, node) && cell(model.count, node) > 0;
}

/** Where the node's own row stands; -1 while an ancestor is folded. */
export function rowOf(view: JsonView, node: number): number {
  return view.rows.indexOf(node * 2);
}

/** The view after `change` has folded or unfolded a node that is on screen, or nodes inside of it. */
export function foldNodes(
  model: JsonIndex,
  view: JsonView,
  node: number,
  change: (folded: Uint8Array) => void,
): JsonView {
  const folded = view.folded.slice();
  change(folded);
  return spliceRows(model, view, folded, node);
}

export function toggleFold(model: JsonIndex, view: JsonView, node: number): JsonView {
  const folded = view.folded.slice();
  folded[node] = 1 - cell(folded, node);
  return spliceRows(model, view, folded, node);
}

/** Unfolds whatever hides the node. */
export function revealNode(model: JsonIndex, view: JsonView, node: number): JsonView {
  const folded = view.folded.slice();
  let outermost: number = noNode;
  for (let at = cell(model.parent, node); at !== noNode; at = cell(model.parent, at)) {
    if (folded[at] === 1) outermost = at;
    folded[at] = 0;
  }
  return outermost === noNode ? view : spliceRows(model, view, folded, outermost);
}

/** The same view with the rows of one node, which is on screen, made anew. */
function spliceRows(
  model: JsonIndex,
  view: JsonView,
  folded: JsonView["folded"],
  node: number,
): JsonView {
  const from = rowOf(view, node);
  const closing = view.folded[node] === 1 ? -1 : view.rows.indexOf(node * 2 + 1, from);
  const to = Math.max(from, closing) + 1;
  const inside = listRows(model, folded, node);
  const rows = new Uint32Array(view.rows.length - (to - from) + inside.length);
  rows.set(view.rows.subarray(0, from));
  rows.set(inside, from);
  rows.set(view.rows.subarray(to), from + inside.length);
  return { rows, folded };
}

function listRows(model: JsonIndex, folded: Uint8Array, root: number): Column {
  const end = cell(model.next, root);
  const rows = new Uint32Array((end - root) * 2);
  let length = 0;
  let open: number = noNode;
  for (let node = root; node < end;) {
    rows[length++] = node * 2;
    if (isFoldable(model, node) && folded[node] !== 1) {
      open = node++;
      continue;
    }
    node = cell(model.next, node);
    while (open !== noNode && cell(model.next, open) === node) {
      rows[length++] = open * 2 + 1;
      open = open === root ? noNode : cell(model.parent, open);
    }
  }
  return rows.slice(0, length);
}
