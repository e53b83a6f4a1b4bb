import type { Stretch } from "./align-sequences-split.ts";

/** What two sequences have in common, each value as a number; nothing else can have a partner. */
export type Shared = {
  left: Int32Array;
  right: Int32Array;
  /** Where each of them stood. */
  leftPlaces: Int32Array;
  rightPlaces: Int32Array;
  /** How often each number is on either side. */
  leftTimes: Uint32Array;
  rightTimes: Uint32Array;
  /** Numbers that are once on each side. */
  uniqueCount: number;
};

export function listShared(
  left: ArrayLike<unknown>,
  right: ArrayLike<unknown>,
  { left: leftBegin, leftEnd, right: rightBegin, rightEnd }: Stretch,
): Shared {
  const numbers = new Map<unknown, number>();
  const lefts = new Int32Array(leftEnd - leftBegin);
  const rights = new Int32Array(rightEnd - rightBegin);
  const leftPlaces = new Int32Array(lefts.length);
  const rightPlaces = new Int32Array(rights.length);
  const leftTimes = new Uint32Array(lefts.length);
  const rightTimes = new Uint32Array(lefts.length);
  for (let index = 0; index < lefts.length; index++) {
    const value = left[leftBegin + index];
    let number = numbers.get(value);
    if (number === undefined) numbers.set(value, (number = numbers.size));
    lefts[index] = number;
    leftTimes[number] = (leftTimes[number] ?? 0) + 1;
  }
  let rightCount = 0;
  for (let at = rightBegin; at < rightEnd; at++) {
    const number = numbers.get(right[at]);
    if (number === undefined) continue;
    rightTimes[number] = (rightTimes[number] ?? 0) + 1;
    rights[rightCount] = number;
    rightPlaces[rightCount++] = at;
  }
  let leftCount = 0;
  let uniqueCount = 0;
  for (let index = 0; index < lefts.length; index++) {
    const number = lefts[index] ?? 0;
    if (rightTimes[number] === 0) continue;
    if (leftTimes[number] === 1 && rightTimes[number] === 1) uniqueCount++;
    lefts[leftCount] = number;
    leftPlaces[leftCount++] = leftBegin + index;
  }
  return {
    left: lefts.slice(0, leftCount),
    right: rights.slice(0, rightCount),
    leftPlaces,
    rightPlaces,
    leftTimes,
    rightTimes,
    uniqueCount,
  };
}
