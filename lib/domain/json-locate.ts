import { cell, keyOf, noNode } from "./json-model.ts";
import type { JsonModel } from "./json-model.ts";
import { parseKey, parsePath } from "./json-path.ts";
import type { PathStep } from "./json-path.ts";

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
export function fitsPath(
  model: JsonModel,
  node: number,
  { steps, isWhole }: { steps: readonly PathStep[]; isWhole: boolean },
): boolean {
  let at = node;
  for (const step of steps.toReversed()) {
    if (at === noNode || cell(model.parent, at) === noNode || !fitsStep(model, at, step))
      return false;
    at = cell(model.parent, at);
  }
  return !isWhole || at === 0;
}

function fitsStep(model: JsonModel, node: number, step: PathStep): boolean {
  if ("any" in step) return true;
  const key = keyOf(model, node);
  if ("place" in step) return key === "" && cell(model.position, node) === step.place;
  if (key === "") return false;
  return key.includes("\\")
    ? parseKey(key) === step.key
    : key.length === step.key.length + 2 && key.startsWith(step.key, 1);
}
