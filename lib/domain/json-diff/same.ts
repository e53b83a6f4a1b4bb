import { cell, keyOf, textOf } from "../json/model.ts";
import { jsonKind } from "../json/kind.ts";
import type { Column, JsonModel } from "../json/model.ts";

/**
 * A text that two strings share exactly when they mean the same characters, however they are
 * escaped. Numbers and words are left as written: `1.10` is not `1.1`.
 */
export function toCanonical(written: string): string {
  return written.includes("\\") ? JSON.stringify(JSON.parse(written)) : written;
}

export function canonicalKeyOf(model: JsonModel, node: number): string {
  return toCanonical(keyOf(model, node));
}

/** Whether two scalars are the same; numbers as written, strings by their characters. */
export function isSameScalar(a: JsonModel, left: number, b: JsonModel, right: number): boolean {
  const kind = cell(a.kind, left);
  if (kind !== cell(b.kind, right)) return false;
  const [one, other] = [textOf(a, left), textOf(b, right)];
  return one === other || (kind === jsonKind.string && toCanonical(one) === toCanonical(other));
}

/** Whether two subtrees are written with the same characters. */
export function isSameText(a: JsonModel, left: number, b: JsonModel, right: number): boolean {
  const length = cell(a.end, left) - cell(a.start, left);
  return (
    length === cell(b.end, right) - cell(b.start, right) && textOf(a, left) === textOf(b, right)
  );
}

/** The children of a container, in the order of the text. */
export function childrenOf(model: JsonModel, node: number): Column {
  const children = new Uint32Array(cell(model.count, node));
  let child = node + 1;
  for (let index = 0; index < children.length; index++) {
    children[index] = child;
    child = cell(model.next, child);
  }
  return children;
}
