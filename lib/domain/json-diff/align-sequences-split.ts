/** A part of two sequences; the ends are exclusive. */
export type Stretch = { left: number; leftEnd: number; right: number; rightEnd: number };

/** What may still be spent; a step is a diagonal that is moved on, or a pair of equals on it. */
export type AlignEffort = { steps: number };

/** A place through which a good path leads: what stands before it on one side has its equals there on the other. */
export type Split = { left: number; right: number; cost: number; isShortest: boolean };

/** One of the two searches for a path, from the beginning or, backwards, from the end. */
type Search = {
  left: Int32Array;
  right: Int32Array;
  leftBegin: number;
  rightBegin: number;
  step: 1 | -1;
  rows: number;
  columns: number;
  /** How far along each diagonal (row − column, from `middle` on) the cost so far leads; -1 where it does not. */
  reach: Int32Array;
  middle: number;
};

const noDiagonal = -0x8000_0000;

/**
 * The middle of a shortest path by Myers, “An O(ND) Difference Algorithm and Its Variations” (1986), 4b: searches
 * from both ends until they meet. Neither costs more than `costMax`; then it is the place that either followed furthest.
 * At its ends the stretch holds no equals, so that the place is at neither.
 */
export function createSplitter(left: Int32Array, right: Int32Array, effort: AlignEffort) {
  const reaches = [new Int32Array(0), new Int32Array(0)];

  function takeReach(index: 0 | 1, length: number): Int32Array {
    const kept = reaches[index] ?? new Int32Array(0);
    const reach = kept.length < length ? new Int32Array(length * 2) : kept;
    reaches[index] = reach;
    return reach.fill(-1, 0, length);
  }

  return function findSplit(stretch: Stretch, costMax: number): Split {
    const rows = stretch.leftEnd - stretch.left;
    const columns = stretch.rightEnd - stretch.right;
    const costEnd = Math.min(costMax, Math.ceil((rows + columns) / 2));
    const middle = costEnd + 1;
    const size = { left, right, rows, columns, middle };
    const ahead: Search = {
      ...size,
      leftBegin: stretch.left,
      rightBegin: stretch.right,
      step: 1,
      reach: takeReach(0, 2 * middle + 1),
    };
    const back: Search = {
      ...size,
      leftBegin: stretch.leftEnd - 1,
      rightBegin: stretch.rightEnd - 1,
      step: -1,
      reach: takeReach(1, 2 * middle + 1),
    };
    ahead.reach[middle + 1] = back.reach[middle + 1] = 0;
    const isOdd = ((rows - columns) & 1) === 1;
    const stepsKept = effort.steps / 2;
    const toSplit = (search: Search, diagonal: number, cost: number, isShortest: boolean) => {
      const row = search.reach[middle + diagonal] ?? 0;
      const column = row - diagonal;
      return search === ahead
        ? { left: stretch.left + row, right: stretch.right + column, cost, isShortest }
        : { left: stretch.leftEnd - row, right: stretch.rightEnd - column, cost, isShortest };
    };
    let cost = 0;
    for (; ; cost++) {
      const met = advance(ahead, isOdd ? back.reach : null, cost, cost - 1, effort);
      if (met !== noDiagonal) return toSplit(ahead, met, cost, true);
      const metBack = advance(back, isOdd ? null : ahead.reach, cost, cost, effort);
      if (metBack !== noDiagonal) return toSplit(back, metBack, cost, true);
      if (cost === costEnd || (cost > 0 && effort.steps < stepsKept)) break;
    }
    const [aheadBest, backBest] = [findFurthest(ahead, cost), findFurthest(back, cost)];
    return aheadBest.sum >= backBest.sum
      ? toSplit(ahead, aheadBest.diagonal, cost, false)
      : toSplit(back, backBest.diagonal, cost, false);
  };
}

/**
 * Moves a search on to paths that cost one more. Answers the diagonal on which it meets the other
 * one, where `other` is given and has come to `otherCost`.
 */
function advance(
  { left, right, leftBegin, rightBegin, step, rows, columns, reach, middle }: Search,
  other: Int32Array | null,
  cost: number,
  otherCost: number,
  effort: AlignEffort,
): number {
  const delta = rows - columns;
  const first = toFirst(cost, columns);
  const last = -toFirst(cost, rows);
  let steps = 0;
  for (let diagonal = first; diagonal <= last; diagonal += 2) {
    const below = reach[middle + diagonal - 1] ?? -1;
    const above = reach[middle + diagonal + 1] ?? -1;
    let row = below < above ? above : below + 1;
    const from = row;
    while (
      row < rows &&
      row - diagonal < columns &&
      left[leftBegin + step * row] === right[rightBegin + step * (row - diagonal)]
    )
      row++;
    reach[middle + diagonal] = row;
    steps += row - from + 1;
    if (other === null) continue;
    const across = delta - diagonal;
    if (across < -otherCost || across > otherCost) continue;
    if (row + (other[middle + across] ?? -1) >= rows && row <= rows && row - diagonal <= columns) {
      effort.steps -= steps;
      return diagonal;
    }
  }
  effort.steps -= steps;
  return noDiagonal;
}

/** The lowest diagonal of this cost that is not below the last column. */
function toFirst(cost: number, columns: number): number {
  return cost <= columns ? -cost : -columns + ((cost - columns) & 1);
}

function findFurthest({ rows, columns, reach, middle }: Search, cost: number) {
  let best = { diagonal: 0, sum: 0 };
  for (let diagonal = toFirst(cost, columns); diagonal <= -toFirst(cost, rows); diagonal += 2) {
    const row = reach[middle + diagonal] ?? -1;
    const sum = 2 * row - diagonal;
    if (row <= rows && row - diagonal <= columns && sum > best.sum) best = { diagonal, sum };
  }
  return best;
}
