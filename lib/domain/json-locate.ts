import { cell, keyOf, noNode } from "./json-model.ts";
import type { JsonModel } from "./json-model.ts";
import { parseKey, parsePath } from "./json-path.ts";
import type { JsonPath, PathStep } from "./json-path.ts";

/** The node at a path from the root; null where there is none. Of repeated keys the first. */
export function locatePath(model: JsonModel, path: string): number | null {
  const parsed = parsePath(path);
  if (!parsed?.isWhole) return null;
  let at = 0;
  for (const step of parsed.steps) {
    const end = cell(model.next, at);
    let child = at + 1;
    while (child < end && !fitsStep(model, child, step)) child = cell(model.next, child);
    if (child >= end) return null;
    at = child;
  }
  return at;
}

/** Whether the node is what a path ends with; all of the path for one that begins at the root. */
export function fitsPath(model: JsonModel, node: number, path: JsonPath): boolean {
  return fitsSteps(model, node, path, path.steps.length);
}

/** As `fitsPath`, for so many steps from the path's beginning. */
function fitsSteps(model: JsonModel, node: number, path: JsonPath, count: number): boolean {
  const step = path.steps[count - 1];
  if (!step) return !path.isWhole || node === 0;
  if ("deep" in step) {
    let at = node;
    while (at !== noNode && !fitsSteps(model, at, path, count - 1)) at = cell(model.parent, at);
    return at !== noNode;
  }
  const parent = cell(model.parent, node);
  return (
    parent !== noNode && fitsStep(model, node, step) && fitsSteps(model, parent, path, count - 1)
  );
}

function fitsStep(model: JsonModel, node: number, step: PathStep): boolean {
  if ("any" in step) return true;
  if ("deep" in step) return false;
  const key = keyOf(model, node);
  if ("place" in step) return key === "" && cell(model.position, node) === step.place;
  if (key === "") return false;
  return key.includes("\\")
    ? parseKey(key) === step.key
    : key.length === step.key.length + 2 && key.startsWith(step.key, 1);
}
