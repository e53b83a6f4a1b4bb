import type { AlignEffort } from "./align-sequences-split.ts";
import { matchItems, type JsonSide } from "./diff-items.ts";
import { ChildPairs } from "./diff-pairs.ts";
import { cell, noNode } from "../json/model.ts";
import { jsonKind } from "../json/kind.ts";
import type { Column, JsonModel } from "../json/model.ts";
import { canonicalKeyOf, childrenOf } from "./same.ts";

/** Cells a child has in what `matchChildren` answers: its node on each side, and whether it moved. */
export const matchStride = 3;

/**
 * The children of two containers of one kind, in the order of the right one; what the left alone has
 * stands behind its neighbour. A side that lacks a child has `noNode`.
 */
export function matchChildren(
  a: JsonSide,
  left: number,
  b: JsonSide,
  right: number,
  effort: AlignEffort,
): Column {
  const lefts = childrenOf(a.model, left);
  const rights = childrenOf(b.model, right);
  if (cell(a.model.kind, left) === jsonKind.object)
    return mergeChildren(lefts, rights, matchKeys(a.model, lefts, b.model, rights), null);
  const { pairs, inOrder } = matchItems(a, lefts, b, rights, effort);
  return mergeChildren(lefts, rights, pairs, inOrder);
}

function matchKeys(a: JsonModel, lefts: Column, b: JsonModel, rights: Column): ChildPairs {
  const places = new Map(listKeys(b, rights).map((key, index) => [key, index]));
  const pairs = new ChildPairs(lefts.length, rights.length);
  for (const [left, key] of listKeys(a, lefts).entries()) {
    const right = places.get(key);
    if (right !== undefined) pairs.add(left, right);
  }
  return pairs;
}

/** Where a key repeats, its second time is paired with the other side's second time. */
function listKeys(model: JsonModel, nodes: Column): string[] {
  const times = new Map<string, number>();
  return Array.from(nodes, (node) => {
    const key = canonicalKeyOf(model, node);
    const time = times.get(key) ?? 0;
    times.set(key, time + 1);
    return time === 0 ? key : `${key}${time}`;
  });
}

function mergeChildren(
  lefts: Column,
  rights: Column,
  { partners, origins }: ChildPairs,
  inOrder: Uint8Array | null,
): Column {
  let size = rights.length;
  for (const partner of partners) if (partner < 0) size++;
  const merged = new Uint32Array(size * matchStride);
  let end = 0;
  const add = (left: number, right: number, hasMoved: boolean) => {
    merged[end++] = left;
    merged[end++] = right;
    merged[end++] = hasMoved ? 1 : 0;
  };
  const addRemovedFrom = (first: number) => {
    for (let left = first; left < lefts.length && (partners[left] ?? 0) < 0; left++)
      add(cell(lefts, left), noNode, false);
  };
  addRemovedFrom(0);
  for (const [right, node] of rights.entries()) {
    const left = origins[right] ?? -1;
    if (left < 0) {
      add(noNode, node, false);
      continue;
    }
    add(cell(lefts, left), node, inOrder?.[left] === 0);
    addRemovedFrom(left + 1);
  }
  return merged;
}
