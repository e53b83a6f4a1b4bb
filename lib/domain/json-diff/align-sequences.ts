import { listShared, type Shared } from "./align-sequences-shared.ts";
import { createSplitter, type AlignEffort, type Stretch } from "./align-sequences-split.ts";
import { markLongestRising } from "./longest-rising.ts";

/** Two sequences that differ in at most twice as many items are aligned as well as can be. */
const costMax = 2_048;
/** How far each split looks, however little effort is left. */
const costMin = 16;
/** One to two seconds. */
const stepsMax = 120_000_000;
/** Of what is left, the share that the splits of a stretch may take, so that the search reaches its end. */
const shareMax = 1 / 4;

/** For one comparison, however many sequences it aligns. */
export function createAlignEffort(): AlignEffort {
  return { steps: stepsMax };
}

/**
 * For each value on the left the index of its equal on the right, or -1. The pairs never cross, and
 * are as many as can be: a longest common subsequence, by Myers' O(ND) algorithm in linear space.
 * Where that costs too much, values that are unique on both sides divide the sequences, as in
 * patience diff, and what is between them is split where it was followed furthest.
 */
export function alignSequences(
  left: ArrayLike<unknown>,
  right: ArrayLike<unknown>,
  effort: AlignEffort = createAlignEffort(),
): Int32Array {
  const partners = new Int32Array(left.length).fill(-1);
  const rest = trim(left, right, partners, toWhole(left, right));
  if (isEmpty(rest)) return partners;
  const shared = listShared(left, right, rest);
  if (shared.left.length === 0) return partners;
  for (const [index, partner] of alignShared(shared, effort).entries())
    if (partner >= 0) partners[shared.leftPlaces[index] ?? 0] = shared.rightPlaces[partner] ?? -1;
  return partners;
}

function toWhole(left: ArrayLike<unknown>, right: ArrayLike<unknown>): Stretch {
  return { left: 0, leftEnd: left.length, right: 0, rightEnd: right.length };
}

function isEmpty({ left, leftEnd, right, rightEnd }: Stretch): boolean {
  return left === leftEnd || right === rightEnd;
}

/** Pairs what is equal at both ends, and answers what is left between. */
function trim(
  left: ArrayLike<unknown>,
  right: ArrayLike<unknown>,
  partners: Int32Array,
  stretch: Stretch,
): Stretch {
  const rest = { ...stretch };
  while (!isEmpty(rest) && left[rest.left] === right[rest.right])
    partners[rest.left++] = rest.right++;
  while (!isEmpty(rest) && left[rest.leftEnd - 1] === right[rest.rightEnd - 1])
    partners[--rest.leftEnd] = --rest.rightEnd;
  return rest;
}

type Task = { stretch: Stretch; costMax: number };

function alignShared(shared: Shared, effort: AlignEffort): Int32Array {
  const { left, right, uniqueCount } = shared;
  const partners = new Int32Array(left.length).fill(-1);
  const items = Math.max(left.length, right.length);
  if (uniqueCount === items) {
    for (const [at, partner] of findAnchors(shared)) partners[at] = partner;
    return partners;
  }
  const findSplit = createSplitter(left, right, effort);
  const afford = (stretch: Stretch): Task => {
    const length = stretch.leftEnd - stretch.left + stretch.rightEnd - stretch.right;
    const cost = Math.floor((effort.steps * shareMax) / Math.max(1, length));
    return { stretch, costMax: Math.max(costMin, Math.min(costMax, cost)) };
  };
  const whole: Task = { stretch: toWhole(left, right), costMax };
  const waiting = [whole];
  for (let task = waiting.pop(); task; task = waiting.pop()) {
    const rest = trim(left, right, partners, task.stretch);
    if (isEmpty(rest) || effort.steps <= 0) continue;
    const split = findSplit(rest, task.costMax);
    if (!split.isShortest && task === whole && uniqueCount * 2 >= items) {
      waiting.push(...divide(findAnchors(shared), rest, partners).map(afford));
      continue;
    }
    const halves = [
      { ...rest, leftEnd: split.left, rightEnd: split.right },
      { ...rest, left: split.left, right: split.right },
    ];
    // The halves of a shortest path are no longer than it.
    waiting.push(
      ...halves.map((half) =>
        split.isShortest ? { stretch: half, costMax: split.cost } : afford(half),
      ),
    );
  }
  return partners;
}

/** Values that occur once on each side, in the longest order that both sides share. */
function findAnchors({ left, right, leftTimes, rightTimes }: Shared): [number, number][] {
  const places = new Int32Array(leftTimes.length).fill(-1);
  for (const [at, number] of right.entries())
    if (leftTimes[number] === 1 && rightTimes[number] === 1) places[number] = at;
  const shared = Int32Array.from(left, (number) => places[number] ?? -1);
  const rising = markLongestRising(shared);
  const anchors: [number, number][] = [];
  for (const [at, partner] of shared.entries()) if (rising[at] === 1) anchors.push([at, partner]);
  return anchors;
}

/** Pairs the anchors inside of a stretch, and answers what is between them. */
function divide(
  anchors: readonly [number, number][],
  stretch: Stretch,
  partners: Int32Array,
): Stretch[] {
  const between: Stretch[] = [];
  let rest = stretch;
  for (const [at, partner] of anchors) {
    if (at < rest.left || partner < rest.right) continue;
    if (at >= rest.leftEnd || partner >= rest.rightEnd) break;
    partners[at] = partner;
    between.push({ ...rest, leftEnd: at, rightEnd: partner });
    rest = { ...stretch, left: at + 1, right: partner + 1 };
  }
  return [...between, rest].filter((part) => !isEmpty(part));
}
