import { createAlignEffort } from "./align-sequences.ts";
import { GrowingColumn } from "../json/growing-column.ts";
import { matchChildren, matchStride } from "./diff-children.ts";
import type { JsonSide } from "./diff-items.ts";
import { hashNodes } from "./hash.ts";
import { cell, isContainer, noNode, textOf } from "../json/model.ts";
import type { Column, JsonModel } from "../json/model.ts";
import { isSameScalar, isSameText } from "./same.ts";

/**
 * Two documents laid over each other: the tree of both, but where the two are the same one entry
 * stands for the whole subtree. Entries are numbered in the order of reading; 0 is the root.
 */
export type JsonDiff = {
  readonly a: JsonModel;
  readonly b: JsonModel;
  readonly size: number;
  readonly kind: Column;
  /** Nodes; `noNode` on the side that lacks it. */
  readonly left: Column;
  readonly right: Column;
  readonly depth: Column;
  /** 1 for an item of an array that is elsewhere among those that stayed. */
  readonly moved: Column;
  /** The first entry after everything inside this one. */
  readonly next: Column;
  readonly counts: DiffCounts;
};

/** `inside`: a container that both have and that differs within. `masked`: alike, but hidden on both sides in whole or part. */
export const diffKind = {
  same: 0,
  inside: 1,
  changed: 2,
  added: 3,
  removed: 4,
  masked: 5,
} as const;

export type DiffCounts = {
  added: number;
  removed: number;
  changed: number;
  moved: number;
  masked: number;
};

type DiffOptions = {
  /** Whether a scalar, as written, hides all or part of what stands there. */
  isMasked?: (written: string) => boolean;
};

type Frame = { children: Column; at: number; entry: number; differences: number };

/**
 * What differs between two JSON documents. Objects are compared by key, whatever the order; arrays
 * by what names their items, else by what is equal and by their order; numbers as written. Without recursion, so depth is
 * bounded by memory alone.
 */
export function diffJson(
  a: JsonModel,
  b: JsonModel,
  { isMasked = () => false }: DiffOptions = {},
): JsonDiff {
  const sideA: JsonSide = { model: a, hashes: hashNodes(a) };
  const sideB: JsonSide = { model: b, hashes: hashNodes(b) };
  const [kind, left, right] = [new GrowingColumn(), new GrowingColumn(), new GrowingColumn()];
  const [depth, moved, next] = [new GrowingColumn(), new GrowingColumn(), new GrowingColumn()];
  const columns = [kind, left, right, depth, moved, next];
  const hidden = markMasked(a, isMasked);
  const effort = createAlignEffort();
  const root = Uint32Array.of(0, 0, 0);
  const frames: Frame[] = [{ children: root, at: 0, entry: noNode, differences: 0 }];
  let differences = 0;

  function close({ entry, differences: before }: Frame): void {
    if (entry === noNode) return;
    if (differences === before) {
      for (const column of columns) column.cut(entry + 1);
      kind.set(entry, diffKind.same);
    }
    next.set(entry, kind.length);
  }

  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    if (frame.at === frame.children.length) {
      close(frame);
      frames.pop();
      continue;
    }
    const one = cell(frame.children, frame.at);
    const other = cell(frame.children, frame.at + 1);
    const isElsewhere = cell(frame.children, frame.at + 2);
    frame.at += matchStride;
    const found = compare(one, other);
    // Of what is masked nobody knows whether it is the same.
    const hasMoved = found === diffKind.masked ? 0 : isElsewhere;
    left.push(one);
    right.push(other);
    kind.push(found);
    depth.push(frames.length - 1);
    moved.push(hasMoved);
    next.push(kind.length);
    if (hasMoved === 1 || (found !== diffKind.same && found !== diffKind.inside)) differences++;
    if (found === diffKind.inside) {
      const children = matchChildren(sideA, one, sideB, other, effort);
      frames.push({ children, at: 0, entry: kind.length - 1, differences });
    }
  }

  function compare(one: number, other: number): number {
    if (one === noNode) return diffKind.added;
    if (other === noNode) return diffKind.removed;
    if (!isContainer(a, one)) {
      if (!isSameScalar(a, one, b, other)) return diffKind.changed;
      return hidden?.[one] === 1 ? diffKind.masked : diffKind.same;
    }
    if (cell(a.kind, one) !== cell(b.kind, other)) return diffKind.changed;
    const isEqual =
      hidden?.[one] !== 1 &&
      sideA.hashes[one] === sideB.hashes[other] &&
      isSameText(a, one, b, other);
    return isEqual ? diffKind.same : diffKind.inside;
  }

  const diff = {
    a,
    b,
    size: kind.length,
    kind: kind.toColumn(),
    left: left.toColumn(),
    right: right.toColumn(),
    depth: depth.toColumn(),
    moved: moved.toColumn(),
    next: next.toColumn(),
  };
  return { ...diff, counts: countDifferences(diff) };
}

/** 1 for every masked scalar and all that it stands in; null where nothing is masked. */
function markMasked(model: JsonModel, isMasked: (written: string) => boolean): Uint8Array | null {
  let marks: Uint8Array | null = null;
  for (let node = 0; node < model.size; node++) {
    if (isContainer(model, node) || !isMasked(textOf(model, node))) continue;
    marks ??= new Uint8Array(model.size);
    for (let at = node; at < model.size && marks[at] !== 1; at = cell(model.parent, at))
      marks[at] = 1;
  }
  return marks;
}

function countDifferences({ kind, moved }: Pick<JsonDiff, "kind" | "moved">): DiffCounts {
  const counts: DiffCounts = { added: 0, removed: 0, changed: 0, moved: 0, masked: 0 };
  for (const [entry, found] of kind.entries()) {
    if (found === diffKind.added) counts.added++;
    else if (found === diffKind.removed) counts.removed++;
    else if (found === diffKind.changed) counts.changed++;
    else if (found === diffKind.masked) counts.masked++;
    counts.moved += cell(moved, entry);
  }
  return counts;
}
