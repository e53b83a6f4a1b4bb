import { isPlainKey, toKeyLabel } from "./key.ts";
import { jsonKind } from "./kind.ts";

/**
 * A JSON text and where everything in it stands, so that every digit, escape, repeated key and the
 * order of keys stay as written. Nodes are numbered in the order of the text; 0 is the root.
 */
export type JsonModel = JsonIndex & { readonly text: string };

/** One column per fact, one cell per node. Offsets count UTF-16 units of the text. */
export type JsonIndex = {
  readonly size: number;
  readonly kind: Uint8Array<ArrayBuffer>;
  readonly start: Column;
  /** Exclusive. */
  readonly end: Column;
  readonly parent: Column;
  readonly depth: Column;
  /** Place among its siblings, from 0. */
  readonly position: Column;
  /** Number of children. */
  readonly count: Column;
  /** With its quotes; `keyEnd` is 0 where there is no key. */
  readonly keyStart: Column;
  readonly keyEnd: Column;
  /** The first node after everything inside this one. */
  readonly next: Column;
};

export type Column = Uint32Array<ArrayBuffer>;

/** The parent of the root. */
export const noNode = 0xffff_ffff;

/** The cell of a node; 0 for a node that does not exist. */
export function cell(column: Column | Uint8Array, node: number): number {
  return column[node] ?? 0;
}

export function isContainer(model: JsonIndex, node: number): boolean {
  return cell(model.kind, node) <= jsonKind.array;
}

/** The value exactly as the text has it. */
export function textOf(model: JsonModel, node: number): string {
  return model.text.slice(cell(model.start, node), cell(model.end, node));
}

/** Where a node begins, its key included. */
export function beginOf(model: JsonModel, node: number): number {
  return cell(cell(model.keyEnd, node) > 0 ? model.keyStart : model.start, node);
}

/** The key as written, with its quotes; empty for the root and the items of arrays. */
export function keyOf(model: JsonModel, node: number): string {
  return model.text.slice(cell(model.keyStart, node), cell(model.keyEnd, node));
}

/** RFC 9535: `$.options["odd key"][3]`. Where keys repeat, the path names them all. */
export function pathOf(model: JsonModel, node: number): string {
  const steps: string[] = [];
  for (let at = node; cell(model.parent, at) !== noNode; at = cell(model.parent, at))
    steps.push(stepOf(model, at));
  return `$${steps.toReversed().join("")}`;
}

/** What leads to a node from the one around it. */
export function stepOf(model: JsonModel, node: number): string {
  const key = keyOf(model, node);
  if (key === "") return `[${cell(model.position, node)}]`;
  return isPlainKey(key) ? `.${toKeyLabel(key)}` : `[${key}]`;
}
