import { fitsStep } from "./locate.ts";
import { cell } from "./model.ts";
import type { JsonModel } from "./model.ts";
import { parsePath } from "./path.ts";
import type { JsonPath, PathStep } from "./path.ts";

/** Some milliseconds' worth. */
const stepsAtOnce = 8_192;
const nowhere: readonly number[] = [];

/**
 * The nodes that are what a path ends with, or all of it for one that begins at the root, in the order of the text.
 * Yields the hits of a few nodes at a time, so that a caller can pause between.
 */
export function* findPaths(model: JsonModel, query: string): Generator<number[], void> {
  const path = parsePath(query);
  if (!path) return;
  const whole = path.steps.length;
  const advance = createAdvance(model, path);
  /** How many of the steps, from the first on, lead to the last node of each depth: some of 0 to all, rising. */
  const reached: (readonly number[])[] = [];
  let hits: number[] = [];
  let tried = 0;
  for (let node = 0; node < model.size;) {
    const depth = cell(model.depth, node);
    const counts = advance(node, reached[depth - 1] ?? nowhere);
    reached[depth] = counts;
    if (counts.at(-1) === whole) hits.push(node);
    node = counts.length === 0 ? cell(model.next, node) : node + 1;
    tried += counts.length + 1;
    if (tried < stepsAtOnce) continue;
    yield hits;
    hits = [];
    tried = 0;
  }
  yield hits;
}

/**
 * From how many steps lead to a node's parent to how many lead to the node. So each node costs as much as the path is
 * long, however deep it is.
 */
function createAdvance(model: JsonModel, { steps, isWhole }: JsonPath) {
  const isDeep = (place: number) => "deep" in (steps[place] ?? {});
  const isTime = createTimes(model);
  return (node: number, before: readonly number[]): readonly number[] => {
    const counts: number[] = [];
    const add = (count: number) => {
      if (counts.at(-1) !== count) counts.push(count);
      if (isDeep(count)) counts.push(count + 1);
    };
    if (node === 0 || !isWhole) add(0);
    for (const count of before) {
      const step = steps[count];
      if (isDeep(count - 1)) add(count);
      if (step && fitsStep(model, node, step) && isTime(node, step)) add(count + 1);
    }
    return counts.length === 0 ? nowhere : counts;
  };
}

/** Tells of a node that fits a step whether it is the one of equal keys that the step names, asked in the order of the text. */
function createTimes(model: JsonModel) {
  const counted = new Map<PathStep, { parent: number; count: number }[]>();
  return (node: number, step: PathStep): boolean => {
    if (!("time" in step)) return true;
    const parent = cell(model.parent, node);
    const depth = cell(model.depth, node);
    const depths = counted.get(step) ?? [];
    counted.set(step, depths);
    const last = depths[depth];
    const count = last?.parent === parent ? last.count + 1 : 1;
    depths[depth] = { parent, count };
    return count === step.time;
  };
}
