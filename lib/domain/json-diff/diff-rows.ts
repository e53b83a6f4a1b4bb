import { DiffRowTable, rowForm, rowSign, type DiffRows } from "./diff-row-table.ts";
import { diffKind, type JsonDiff } from "./diff.ts";
import { cell, isContainer, noNode } from "../json/model.ts";

/** Unchanged neighbours that are shown on either side of a difference. */
const contextEntries = 2;

/** The lines to read: everything, or the differences among their neighbours. */
export function listDiffRows(diff: JsonDiff, onlyDifferences: boolean): DiffRows {
  const rows = new DiffRowTable();
  const isShown = onlyDifferences ? markShown(diff) : null;
  const open: number[] = [];
  let hidden: number[] = [];

  function flushHidden(): void {
    const [first] = hidden;
    if (first === undefined) return;
    if (hidden.length === 1) addEntry(rows, diff, first, true);
    else rows.add(rowSign.gap, noNode, cell(diff.depth, first), rowForm.plain, hidden.length);
    hidden = [];
  }

  for (let entry = 0; entry <= diff.size; entry++) {
    for (let last = open.at(-1); last !== undefined && cell(diff.next, last) <= entry;) {
      flushHidden();
      const [one, other] = [cell(diff.left, last), cell(diff.right, last)];
      rows.add(rowSign.same, other, cell(diff.depth, last), rowForm.closing, one);
      open.pop();
      last = open.at(-1);
    }
    if (entry === diff.size) break;
    if (isShown && isShown[entry] !== 1) {
      hidden.push(entry);
      continue;
    }
    flushHidden();
    addEntry(rows, diff, entry, onlyDifferences);
    if (cell(diff.kind, entry) === diffKind.inside) open.push(entry);
  }
  return rows.toRows();
}

function addEntry(rows: DiffRowTable, diff: JsonDiff, entry: number, isShort: boolean): void {
  const { a, b } = diff;
  const level = cell(diff.depth, entry);
  const [one, other] = [cell(diff.left, entry), cell(diff.right, entry)];
  const sign = cell(diff.moved, entry) === 1 ? rowSign.moved : rowSign.same;
  const found = cell(diff.kind, entry);
  if (found === diffKind.inside) rows.add(sign, other, level, rowForm.plain, one);
  else if (found === diffKind.masked) rows.add(rowSign.masked, other, level, rowForm.plain, one);
  else if (found === diffKind.same && isShort)
    rows.add(sign, other, level, isContainer(b, other) ? rowForm.folded : rowForm.plain, one);
  else if (found === diffKind.same) rows.addSubtree(sign, b, other, level, one);
  else {
    if (one !== noNode) rows.addSubtree(rowSign.removed, a, one, level, other);
    if (other !== noNode) rows.addSubtree(rowSign.added, b, other, level, one);
  }
}

/** 1 for what differs, what it stands in, and the neighbours of both. */
function markShown({ size, kind, moved, next }: JsonDiff): Uint8Array {
  const shown = new Uint8Array(size);
  shown[0] = 1;
  for (let parent = 0; parent < size; parent++) {
    if (cell(kind, parent) !== diffKind.inside) continue;
    let before: number[] = [];
    let sinceDifference = contextEntries;
    for (let entry = parent + 1; entry < cell(next, parent); entry = cell(next, entry)) {
      if (cell(kind, entry) === diffKind.same && cell(moved, entry) === 0) {
        if (sinceDifference < contextEntries) shown[entry] = 1;
        else before = [...before, entry].slice(-contextEntries);
        sinceDifference++;
      } else {
        for (const near of [...before, entry]) shown[near] = 1;
        before = [];
        sinceDifference = 0;
      }
    }
  }
  return shown;
}
