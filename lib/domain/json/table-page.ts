import { cell, isContainer, keyOf, textOf } from "./model.ts";
import { jsonKind } from "./kind.ts";
import { toKeyLabel } from "./key.ts";
import type { JsonModel } from "./model.ts";

/** One value of a table: its node, and its text, cut where it is long; `more` under the same key are not shown. */
export type TableCell = { node: number; text: string; kind: number; more: number };

export type TableRow = {
  place: number;
  node: number;
  /** Null where the object lacks the key; the item itself where it is no object. */
  cells: (TableCell | null)[];
  isObject: boolean;
};

/** Rows of an array of objects from `first` on, their keys as columns in the order of their appearance. */
export type TablePage = {
  columns: string[];
  /** So many items, from the first on, were asked for their keys. */
  columnsOf: number;
  /** Keys beyond the bound on columns. */
  moreColumns: number;
  first: number;
  rows: TableRow[];
  rowCount: number;
};

const sampledItems = 200;
const keyedItems = 20_000;
const maxColumns = 30;
const shownMax = 80;
const likelyShare = 0.8;

/** Whether an array has at least two items, nearly all of them objects. */
export function isLikeTable(model: JsonModel, node: number): boolean {
  if (cell(model.kind, node) !== jsonKind.array || cell(model.count, node) < 2) return false;
  const items = listItems(model, node, sampledItems);
  const objects = items.filter((item) => isObject(model, item));
  return objects.length >= items.length * likelyShare;
}

export function readTablePage(
  model: JsonModel,
  node: number,
  { first, last }: { first: number; last: number },
): TablePage | null {
  if (!isLikeTable(model, node)) return null;
  const { keys, columnsOf } = getKeys(model, node);
  const columns = keys.slice(0, maxColumns);
  const rows = listItems(model, node, last)
    .slice(first)
    .map((item, index) => ({
      place: first + index,
      node: item,
      cells: isObject(model, item) ? toCells(model, item, columns) : [toCell(model, [item])],
      isObject: isObject(model, item),
    }));
  return {
    columns: columns.map(toKeyLabel),
    columnsOf,
    moreColumns: keys.length - columns.length,
    first,
    rows,
    rowCount: cell(model.count, node),
  };
}

type ItemKeys = { keys: string[]; columnsOf: number };

const keysOf = new WeakMap<JsonModel, Map<number, ItemKeys>>();

/** Every page of a table asks for the same. */
function getKeys(model: JsonModel, node: number): ItemKeys {
  const known = keysOf.get(model) ?? new Map<number, ItemKeys>();
  keysOf.set(model, known);
  const found = known.get(node) ?? readKeys(model, node);
  known.set(node, found);
  return found;
}

function readKeys(model: JsonModel, node: number): ItemKeys {
  const keys = new Set<string>();
  const items = listItems(model, node, keyedItems);
  for (const item of items)
    if (isObject(model, item)) for (const key of listKeys(model, item)) keys.add(key);
  return { keys: [...keys], columnsOf: items.length };
}

function toCells(model: JsonModel, item: number, columns: readonly string[]): (TableCell | null)[] {
  const members = Map.groupBy(listItems(model, item, Infinity), (child) => keyOf(model, child));
  return columns.map((key) => {
    const children = members.get(key);
    return children ? toCell(model, children) : null;
  });
}

/** The first of what stands under one key. */
function toCell(model: JsonModel, [node = 0, ...others]: readonly number[]): TableCell {
  const kind = cell(model.kind, node);
  return { node, kind, text: describe(model, node, kind), more: others.length };
}

function describe(model: JsonModel, node: number, kind: number): string {
  const count = cell(model.count, node);
  if (kind === jsonKind.object) return `{ ${count} }`;
  if (kind === jsonKind.array) return `[ ${count} ]`;
  const text = textOf(model, node);
  return text.length > shownMax ? `${text.slice(0, shownMax)}…` : text;
}

function isObject(model: JsonModel, node: number): boolean {
  return cell(model.kind, node) === jsonKind.object;
}

function listItems(model: JsonModel, node: number, max: number): number[] {
  const items: number[] = [];
  if (!isContainer(model, node)) return items;
  const end = cell(model.next, node);
  for (let at = node + 1; at < end && items.length < max; at = cell(model.next, at)) items.push(at);
  return items;
}

function listKeys(model: JsonModel, node: number): string[] {
  return listItems(model, node, Infinity).map((child) => keyOf(model, child));
}
