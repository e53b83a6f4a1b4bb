import type { AlignEffort } from "./align-sequences-split.ts";
import { alignSequences } from "./align-sequences.ts";
import { ChildPairs, countKeys } from "./diff-pairs.ts";
import type { JsonHashes } from "./hash.ts";
import { findItemIds, type ItemIds } from "./diff-ids.ts";
import { cell, isContainer } from "../json/model.ts";
import type { Column, JsonModel } from "../json/model.ts";
import { markLongestRising } from "./longest-rising.ts";

export type JsonSide = { model: JsonModel; hashes: JsonHashes };

/** Equal items that are elsewhere have moved, unless there are more of them: then nobody can tell which. */
const copiesMax = 3;

type ItemMatch = {
  pairs: ChildPairs;
  /** 1 for the left items that stayed in order; null where all of them did. */
  inOrder: Uint8Array | null;
};

/**
 * Pairs the items of two arrays: those of one ID; of the rest equal ones, in order and then also
 * elsewhere; the n-th of an ID that repeats with the n-th; and, where both stand between the same
 * neighbours, items of one shape without an ID, taken for the same item, changed.
 */
export function matchItems(
  a: JsonSide,
  lefts: Column,
  b: JsonSide,
  rights: Column,
  effort: AlignEffort,
): ItemMatch {
  const pairs = new ChildPairs(lefts.length, rights.length);
  const ids = findItemIds(a.model, lefts, b.model, rights);
  if (ids) {
    const [left, right] = [countKeys(ids.left, ids.size), countKeys(ids.right, ids.size)];
    pairs.addInTurn(ids, (id) => left[id] === 1 && right[id] === 1);
  }
  const hasMoved = pairEqual(pairs, a.hashes, lefts, b.hashes, rights, effort);
  if (ids) pairs.addInTurn(ids, () => true);
  const inOrder = ids || hasMoved ? markLongestRising(pairs.partners) : null;
  pairBetween(pairs, inOrder, ids, (left, right) =>
    isAlike(a.model, cell(lefts, left), b.model, cell(rights, right)),
  );
  return { pairs, inOrder };
}

/** Pairs what is equal and has no partner yet. Answers whether some of it is elsewhere. */
function pairEqual(
  pairs: ChildPairs,
  leftHashes: JsonHashes,
  lefts: Column,
  rightHashes: JsonHashes,
  rights: Column,
  effort: AlignEffort,
): boolean {
  const [leftFree, rightFree] = [listFree(pairs.partners), listFree(pairs.origins)];
  if (leftFree.length === 0 || rightFree.length === 0) return false;
  const left = leftFree.map((at) => leftHashes[cell(lefts, at)] ?? 0);
  const right = rightFree.map((at) => rightHashes[cell(rights, at)] ?? 0);
  const aligned = alignSequences(left, right, effort);
  const numbers = new Map<number, number>();
  for (let index = 0; index < left.length; index++) {
    const partner = aligned[index] ?? -1;
    const hash = left[index] ?? 0;
    if (partner >= 0) pairs.add(leftFree[index] ?? 0, rightFree[partner] ?? 0);
    else if (!numbers.has(hash)) numbers.set(hash, numbers.size);
  }
  const isElsewhere = (hash: number, index: number) =>
    numbers.has(hash) && pairs.origins[rightFree[index] ?? 0] === -1;
  if (numbers.size === 0 || !right.some(isElsewhere)) return false;
  const keys = {
    left: toKeys(numbers, left, leftFree, lefts.length),
    right: toKeys(numbers, right, rightFree, rights.length),
    size: numbers.size,
  };
  const [onLeft, onRight] = [countKeys(keys.left, keys.size), countKeys(keys.right, keys.size)];
  return pairs.addInTurn(
    keys,
    (key) => onLeft[key] === onRight[key] && (onLeft[key] ?? 0) <= copiesMax,
  );
}

function listFree(partners: Int32Array): number[] {
  const places: number[] = [];
  for (let at = 0; at < partners.length; at++) if (partners[at] === -1) places.push(at);
  return places;
}

/** The number of each hash at its place; -1 where there is none. */
function toKeys(
  numbers: ReadonlyMap<number, number>,
  hashes: readonly number[],
  places: readonly number[],
  length: number,
): Int32Array {
  const keys = new Int32Array(length).fill(-1);
  for (const [index, hash] of hashes.entries()) keys[places[index] ?? 0] = numbers.get(hash) ?? -1;
  return keys;
}

/** What has neither partner nor ID is paired with its like between the same two items that stayed in order. */
function pairBetween(
  pairs: ChildPairs,
  inOrder: Uint8Array | null,
  ids: ItemIds | undefined,
  isAlike: (left: number, right: number) => boolean,
): void {
  const { partners, origins } = pairs;
  const hasStayed = (left: number) => partners[left] !== -1 && inOrder?.[left] !== 0;
  const limits = new Int32Array(partners.length);
  for (let left = partners.length - 1, limit = origins.length; left >= 0; left--) {
    limits[left] = limit;
    if (hasStayed(left)) limit = partners[left] ?? limit;
  }
  const isOpen = (partner: number | undefined, id: number | undefined) =>
    partner === -1 && (id === undefined || id < 0);
  let right = 0;
  for (let left = 0; left < partners.length; left++) {
    if (hasStayed(left)) right = (partners[left] ?? 0) + 1;
    if (!isOpen(partners[left], ids?.left[left])) continue;
    const limit = limits[left] ?? 0;
    while (right < limit && !isOpen(origins[right], ids?.right[right])) right++;
    if (right >= limit || !isAlike(left, right)) continue;
    if (inOrder) inOrder[left] = 1;
    pairs.add(left, right++);
  }
}

function isAlike(a: JsonModel, left: number, b: JsonModel, right: number): boolean {
  return isContainer(a, left) ? cell(a.kind, left) === cell(b.kind, right) : !isContainer(b, right);
}
