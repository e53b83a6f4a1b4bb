import { alignSequences } from "./align-sequences.ts";
import type { JsonHashes } from "./json-hash.ts";
import { findItemIdentities } from "./json-identity.ts";
import { cell, isContainer, noNode } from "./json-model.ts";
import { jsonKind } from "./json-kind.ts";
import type { Column, JsonModel } from "./json-model.ts";
import { canonicalKeyOf, childrenOf } from "./json-same.ts";
import { GrowingColumn } from "./growing-column.ts";
import { markLongestRising } from "./longest-rising.ts";

export type JsonSide = { model: JsonModel; hashes: JsonHashes };

/** Cells a child has in what `matchChildren` answers: its node on each side, and whether it moved. */
export const matchStride = 3;

/**
 * The children of two containers of one kind, in the order of the right one; what the left alone has
 * stands behind its neighbour. A side that lacks a child has `noNode`.
 */
export function matchChildren(a: JsonSide, left: number, b: JsonSide, right: number): Column {
  const lefts = childrenOf(a.model, left);
  const rights = childrenOf(b.model, right);
  if (cell(a.model.kind, left) === jsonKind.object)
    return mergeChildren(lefts, rights, matchKeys(a.model, lefts, b.model, rights), false);
  const ids = findItemIdentities(a.model, lefts, b.model, rights);
  return ids
    ? mergeChildren(lefts, rights, matchByIdentity(ids.left, ids.right), true)
    : mergeChildren(lefts, rights, matchBySequence(a, lefts, b, rights), false);
}

function matchKeys(a: JsonModel, lefts: Column, b: JsonModel, rights: Column) {
  return matchByIdentity(listKeys(a, lefts), listKeys(b, rights));
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

function matchByIdentity(left: readonly string[], right: readonly string[]): Int32Array {
  const places = new Map(right.map((id, index) => [id, index]));
  return Int32Array.from(left, (id) => places.get(id) ?? -1);
}

/** Equal items first; between them, items of one shape are taken for the same item, changed. */
function matchBySequence(a: JsonSide, lefts: Column, b: JsonSide, rights: Column) {
  const hashesOf = ({ hashes }: JsonSide, nodes: Column) =>
    Float64Array.from(nodes, (node) => hashes[node] ?? 0);
  const partners = alignSequences(hashesOf(a, lefts), hashesOf(b, rights));
  const limits = new Int32Array(partners.length);
  for (let left = partners.length - 1, limit = rights.length; left >= 0; left--) {
    limits[left] = limit;
    limit = (partners[left] ?? -1) >= 0 ? (partners[left] ?? limit) : limit;
  }
  let right = 0;
  for (let left = 0; left < partners.length; left++) {
    const partner = partners[left] ?? -1;
    if (partner >= 0) right = partner + 1;
    else if (
      right < (limits[left] ?? 0) &&
      isAlike(a.model, cell(lefts, left), b.model, cell(rights, right))
    )
      partners[left] = right++;
  }
  return partners;
}

function isAlike(a: JsonModel, left: number, b: JsonModel, right: number): boolean {
  return isContainer(a, left) ? cell(a.kind, left) === cell(b.kind, right) : !isContainer(b, right);
}

function mergeChildren(
  lefts: Column,
  rights: Column,
  partners: Int32Array,
  canMove: boolean,
): Column {
  const inOrder = canMove ? markLongestRising(partners) : null;
  const leftOf = new Int32Array(rights.length).fill(-1);
  for (const [left, right] of partners.entries()) if (right >= 0) leftOf[right] = left;
  const merged = new GrowingColumn();
  const add = (left: number, right: number, hasMoved: boolean) => {
    merged.push(left);
    merged.push(right);
    merged.push(hasMoved ? 1 : 0);
  };
  const addRemovedFrom = (first: number) => {
    for (let left = first; left < lefts.length && (partners[left] ?? 0) < 0; left++)
      add(cell(lefts, left), noNode, false);
  };
  addRemovedFrom(0);
  for (const [right, node] of rights.entries()) {
    const left = leftOf[right] ?? -1;
    if (left < 0) {
      add(noNode, node, false);
      continue;
    }
    add(cell(lefts, left), node, inOrder?.[left] === 0);
    addRemovedFrom(left + 1);
  }
  return merged.toColumn();
}
