import { markLongestRising } from "./longest-rising.ts";

/** Larger stretches than this many pairs are aligned by what is unique in them alone. */
const tableCellsMax = 40_000;

type Stretch = { left: number; leftEnd: number; right: number; rightEnd: number };

/**
 * For each value on the left the index of its equal on the right, or -1. The pairs never cross.
 * Common ends first, then values that are unique on both sides (as in patience diff), then, in what
 * is left between them, a longest common subsequence where that is cheap.
 */
export function alignSequences(left: ArrayLike<unknown>, right: ArrayLike<unknown>): Int32Array {
  const partners = new Int32Array(left.length).fill(-1);
  const whole = trim(left, right, partners, {
    left: 0,
    leftEnd: left.length,
    right: 0,
    rightEnd: right.length,
  });
  let from = whole;
  for (const [at, partner] of findAnchors(left, right, whole)) {
    partners[at] = partner;
    alignStretch(left, right, partners, { ...from, leftEnd: at, rightEnd: partner });
    from = { ...whole, left: at + 1, right: partner + 1 };
  }
  alignStretch(left, right, partners, from);
  return partners;
}

function trim(
  left: ArrayLike<unknown>,
  right: ArrayLike<unknown>,
  partners: Int32Array,
  stretch: Stretch,
): Stretch {
  const rest = { ...stretch };
  const isOpen = () => rest.left < rest.leftEnd && rest.right < rest.rightEnd;
  while (isOpen() && left[rest.left] === right[rest.right]) partners[rest.left++] = rest.right++;
  while (isOpen() && left[rest.leftEnd - 1] === right[rest.rightEnd - 1])
    partners[--rest.leftEnd] = --rest.rightEnd;
  return rest;
}

/** Values that occur once on each side, in the longest order that both sides share. */
function findAnchors(
  left: ArrayLike<unknown>,
  right: ArrayLike<unknown>,
  stretch: Stretch,
): [number, number][] {
  const inLeft = findUnique(left, stretch.left, stretch.leftEnd);
  const inRight = findUnique(right, stretch.right, stretch.rightEnd);
  const shared = [...inLeft].flatMap(([value, at]): [number, number][] => {
    const partner = inRight.get(value);
    return at < 0 || partner === undefined || partner < 0 ? [] : [[at, partner]];
  });
  const rising = markLongestRising(Int32Array.from(shared, ([, partner]) => partner));
  return shared.filter((_, index) => rising[index] === 1);
}

/** Where each value stands; -1 where it stands twice. */
function findUnique(values: ArrayLike<unknown>, from: number, to: number): Map<unknown, number> {
  const places = new Map<unknown, number>();
  for (let at = from; at < to; at++) places.set(values[at], places.has(values[at]) ? -1 : at);
  return places;
}

function alignStretch(
  left: ArrayLike<unknown>,
  right: ArrayLike<unknown>,
  partners: Int32Array,
  stretch: Stretch,
): void {
  const rest = trim(left, right, partners, stretch);
  const [rows, columns] = [rest.leftEnd - rest.left, rest.rightEnd - rest.right];
  if (rows === 0 || columns === 0 || rows * columns > tableCellsMax) return;
  const width = columns + 1;
  const lengths = new Uint16Array((rows + 1) * width);
  const lengthAt = (row: number, column: number) => lengths[row * width + column] ?? 0;
  const isEqual = (row: number, column: number) =>
    left[rest.left + row] === right[rest.right + column];
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      lengths[row * width + column] = isEqual(row, column)
        ? lengthAt(row + 1, column + 1) + 1
        : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (isEqual(row, column)) partners[rest.left + row++] = rest.right + column++;
    else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row++;
    else column++;
  }
}
