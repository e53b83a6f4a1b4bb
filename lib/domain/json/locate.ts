import { cell, keyOf, noNode, stepOf } from "./model.ts";
import type { JsonModel } from "./model.ts";
import { parseKey, parsePath } from "./path.ts";
import type { PathStep } from "./path.ts";

/** The path by which `locatePath` finds this very node: as `pathOf`, but for `["id"~2]` where it is the second of equal keys. */
export function toExactPath(model: JsonModel, node: number): string {
  const steps: string[] = [];
  for (let at = node; cell(model.parent, at) !== noNode; at = cell(model.parent, at)) {
    const time = countSame(model, at, at);
    steps.push(time === 1 ? stepOf(model, at) : `[${keyOf(model, at)}~${time}]`);
  }
  return `$${steps.toReversed().join("")}`;
}

/** The key, as written, of the node or of the nearest one around it that has a sibling of the same key; null where none has. */
export function findRepeatedKey(model: JsonModel, node: number): string | null {
  for (let at = node; cell(model.parent, at) !== noNode; at = cell(model.parent, at))
    if (countSame(model, at, cell(model.next, cell(model.parent, at)) - 1) > 1)
      return keyOf(model, at);
  return null;
}

/** The node at a path from the root; null where there is none. Of repeated keys the first, unless the path names another. */
export function locatePath(model: JsonModel, path: string): number | null {
  const parsed = parsePath(path);
  if (!parsed?.isWhole) return null;
  let at = 0;
  for (const step of parsed.steps) {
    let time = "time" in step ? (step.time ?? 1) : 1;
    const end = cell(model.next, at);
    let child = at + 1;
    while (child < end && !(fitsStep(model, child, step) && --time === 0))
      child = cell(model.next, child);
    if (child >= end) return null;
    at = child;
  }
  return at;
}

/** Whether a step leads to the node from the one around it, whichever of equal keys the step names. */
export function fitsStep(model: JsonModel, node: number, step: PathStep): boolean {
  if ("any" in step) return true;
  if ("deep" in step) return false;
  const key = keyOf(model, node);
  if ("place" in step) return key === "" && cell(model.position, node) === step.place;
  if (key === "") return false;
  return key.includes("\\")
    ? parseKey(key) === step.key
    : key.length === step.key.length + 2 && key.startsWith(step.key, 1);
}

/** How often the node's key has come among its siblings, up to `last`; 1 where it has none. */
function countSame(model: JsonModel, node: number, last: number): number {
  const key = keyOf(model, node);
  if (key === "") return 1;
  const same = { key: parseKey(key) };
  let count = 0;
  for (let at = cell(model.parent, node) + 1; at <= last; at = cell(model.next, at))
    if (fitsStep(model, at, same)) count++;
  return count;
}
