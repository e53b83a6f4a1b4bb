import { cell, isContainer, textOf } from "../json/model.ts";
import { jsonKind } from "../json/kind.ts";
import type { Column, JsonModel } from "../json/model.ts";
import { canonicalKeyOf, toCanonical } from "./same.ts";

/** Members that may name an item, the best first. */
const identityKeys = [
  /^"id"$/,
  /^"(?:uuid|guid|key|ref|code)"$/i,
  /(?:_id|Id)"$/,
  /^"(?:path|file|url|uri)"$/i,
  /^"(?:name|label|title)"$/i,
];

/** An item with more members is not searched for its name. */
const membersMax = 200;
/** Of each side, how many items are looked at for members that may name them. */
const sampledItemsMax = 16;

/** The IDs of the items of two arrays, as numbers from 0 that both sides share; -1 for an item without. */
export type ItemIds = { left: Int32Array; right: Int32Array; size: number };

/**
 * What tells the items of two arrays apart: for objects a member, for strings the string itself.
 * Some items may lack it or share it, as long as half of those that have it are apart and one is on
 * both sides. A member that half of the items have goes before one that fewer have.
 */
export function findItemIds(
  a: JsonModel,
  lefts: Column,
  b: JsonModel,
  rights: Column,
): ItemIds | undefined {
  if (lefts.length === 0 || rights.length === 0) return undefined;
  const samples = [
    { model: a, items: sample(lefts) },
    { model: b, items: sample(rights) },
  ];
  if (samples.every(({ model, items }) => items.every((item) => isString(model, item)))) {
    const ids = readBoth(a, lefts, b, rights, readString);
    return ids && ids.left.every(isId) && ids.right.every(isId) ? ids : undefined;
  }
  let fallback: ItemIds | undefined;
  for (const key of listKeys(samples)) {
    const ids = readBoth(a, lefts, b, rights, (model, item) => readMember(model, item, key));
    if (ids && hasMost(ids.left) && hasMost(ids.right)) return ids;
    fallback ??= ids;
  }
  return fallback;
}

type ReadId = (model: JsonModel, item: number) => string | undefined;

function isId(id: number): boolean {
  return id >= 0;
}

function hasMost(ids: Int32Array): boolean {
  let count = 0;
  for (const id of ids) if (id >= 0) count++;
  return count * 2 >= ids.length;
}

function sample(items: Column): number[] {
  const count = Math.min(items.length, sampledItemsMax);
  const sampled: number[] = [];
  for (let index = 0; index < count; index++)
    sampled.push(cell(items, Math.floor((index * items.length) / count)));
  return sampled;
}

/** The keys that may name an item, the best first. */
function listKeys(samples: readonly { model: JsonModel; items: readonly number[] }[]): string[] {
  const keys = new Set<string>();
  for (const { model, items } of samples) {
    for (const item of items) {
      if (!isSearched(model, item)) continue;
      for (
        let member = item + 1;
        member < cell(model.next, item);
        member = cell(model.next, member)
      )
        keys.add(canonicalKeyOf(model, member));
    }
  }
  if (keys.size === 0) return [];
  return identityKeys.flatMap((pattern) => [...keys].filter((key) => pattern.test(key)));
}

function readBoth(
  a: JsonModel,
  lefts: Column,
  b: JsonModel,
  rights: Column,
  readId: ReadId,
): ItemIds | undefined {
  const numbers = new Map<string, number>();
  const one = readSide(a, lefts, readId, numbers);
  const other = one && readSide(b, rights, readId, numbers);
  if (!one || !other) return undefined;
  const isShared = one.times.some((times, id) => times === 1 && other.times[id] === 1);
  return isShared ? { left: one.ids, right: other.ids, size: numbers.size } : undefined;
}

/** Undefined where more than half of the IDs are repeated ones. */
function readSide(model: JsonModel, items: Column, readId: ReadId, numbers: Map<string, number>) {
  const ids = new Int32Array(items.length).fill(-1);
  const times = new Uint32Array(numbers.size + items.length);
  let [found, repeated] = [0, 0];
  for (const [index, item] of items.entries()) {
    const id = readId(model, item);
    if (id === undefined) continue;
    let number = numbers.get(id);
    if (number === undefined) numbers.set(id, (number = numbers.size));
    ids[index] = number;
    found++;
    times[number] = (times[number] ?? 0) + 1;
    if ((times[number] ?? 0) > 1 && ++repeated * 2 > items.length) return undefined;
  }
  return repeated * 2 > found ? undefined : { ids, times };
}

function isString(model: JsonModel, item: number): boolean {
  return cell(model.kind, item) === jsonKind.string;
}

function readString(model: JsonModel, item: number): string | undefined {
  return isString(model, item) ? toCanonical(textOf(model, item)) : undefined;
}

function isSearched(model: JsonModel, item: number): boolean {
  return cell(model.kind, item) === jsonKind.object && cell(model.count, item) <= membersMax;
}

/** The words `null`, `true` and `false` name nothing. */
function readMember(model: JsonModel, item: number, key: string): string | undefined {
  if (!isSearched(model, item)) return undefined;
  let member = item + 1;
  for (let index = 0; index < cell(model.count, item); index++) {
    if (isKey(model, member, key)) {
      const isNone = isContainer(model, member) || cell(model.kind, member) === jsonKind.word;
      return isNone ? undefined : toCanonical(textOf(model, member));
    }
    member = cell(model.next, member);
  }
  return undefined;
}

/** An escape is never shorter than what it stands for. */
function isKey(model: JsonModel, member: number, key: string): boolean {
  const length = cell(model.keyEnd, member) - cell(model.keyStart, member);
  if (length < key.length) return false;
  if (length === key.length && model.text.startsWith(key, cell(model.keyStart, member)))
    return true;
  return canonicalKeyOf(model, member) === key;
}
