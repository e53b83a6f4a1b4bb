import { cell, isContainer, jsonKind, keyOf, textOf, toKeyLabel } from "./json-model.ts";
import type { JsonModel } from "./json-model.ts";

/** One value of a table: its node, and its text, cut where it is long. Null where the object lacks the key. */
export type TableCell = { node: number; text: string; kind: number } | null;

export type TableRow = { place: number; node: number; cells: TableCell[] };

/** Rows of an array of objects from `first` on, their keys as columns in the order of their appearance. */
export type TablePage = {
  columns: string[];
  /** Keys beyond the bound on columns. */
  moreColumns: number;
  first: number;
  rows: TableRow[];
  rowCount: number;
};

const sampledItems = 200;
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
  const keys = new Set<string>();
  for (const item of listItems(model, node, sampledItems))
    if (isObject(model, item)) for (const key of listKeys(model, item)) keys.add(key);
  const columns = [...keys].slice(0, maxColumns);
  const rows = listItems(model, node, last)
    .slice(first)
    .map((item, index) => ({
      place: first + index,
      node: item,
      cells: toCells(model, item, columns),
    }));
  return {
    columns: columns.map(toKeyLabel),
    moreColumns: keys.size - columns.length,
    first,
    rows,
    rowCount: cell(model.count, node),
  };
}

function toCells(model: JsonModel, item: number, columns: readonly string[]): TableCell[] {
  if (!isObject(model, item)) return [toCell(model, item), ...columns.slice(1).map(() => null)];
  const members = new Map<string, number>();
  for (const child of listItems(model, item, Infinity)) {
    const key = keyOf(model, child);
    if (!members.has(key)) members.set(key, child);
  }
  return columns.map((key) => {
    const child = members.get(key);
    return child === undefined ? null : toCell(model, child);
  });
}

function toCell(model: JsonModel, node: number): TableCell {
  const kind = cell(model.kind, node);
  const count = cell(model.count, node);
  if (kind === jsonKind.object) return { node, kind, text: `{ ${count} }` };
  if (kind === jsonKind.array) return { node, kind, text: `[ ${count} ]` };
  const text = textOf(model, node);
  return { node, kind, text: text.length > shownMax ? `${text.slice(0, shownMax)}…` : text };
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
