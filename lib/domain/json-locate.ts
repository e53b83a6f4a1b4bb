import { cell, keyOf, noNode, stepOf } from "./json-model.ts";
import type { JsonModel } from "./json-model.ts";
import { parseKey, parsePath } from "./json-path.ts";
import type { JsonPath, PathStep } from "./json-path.ts";

/** The path by which `locatePath` finds this very node: as `pathOf`, but for `["id"~2]` where it is the second of equal keys. */
export function toExactPath(model: JsonModel, node: number): string {
  const steps: string[] = [];
  for (let at = node; cell(model.parent, at) !== noNode; at = cell(model.parent, at)) {
    const time = timeOf(model, at);
    steps.push(time === 1 ? stepOf(model, at) : `[${keyOf(model, at)}~${time}]`);
  }
  return `$${steps.toReversed().join("")}`;
}

/** The node at a path from the root; null where there is none. Of repeated keys the first, unless the path names another. */
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
  const isSame = key.includes("\\")
    ? parseKey(key) === step.key
    : key.length === step.key.length + 2 && key.startsWith(step.key, 1);
  return isSame && (step.time === undefined || step.time === timeOf(model, node, step.time));
}

/** How often its key has come by now among its siblings, more than `max` counted no further; 1 where it has none. */
function timeOf(model: JsonModel, node: number, max = Infinity): number {
  const key = keyOf(model, node);
  if (key === "") return 1;
  const same = { key: parseKey(key) };
  let time = 1;
  for (let at = cell(model.parent, node) + 1; at < node && time <= max; at = cell(model.next, at))
    if (fitsStep(model, at, same)) time++;
  return time;
}
