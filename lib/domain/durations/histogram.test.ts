import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDuration,
  addHistogram,
  countBetween,
  createHistogram,
  toEdge,
  toFloorEdge,
  toPercentile,
  toShareBelow,
} from "./histogram.ts";
import { addBytes, addNumbers, toBytes, toNumbers } from "./histogram-code.ts";

const dayMs = 86_400_000;
/** Everything from 0 ms to a year, short and long ones equally often. */
const length = fc
  .double({ min: 0, max: Math.log(365 * dayMs), noNaN: true })
  .map((log) => Math.round(Math.exp(log)) - 1);
const lengths = fc.array(length, { minLength: 1, maxLength: 400 });
const share = fc.double({ min: 0.001, max: 1, noNaN: true });

function toHistogram(values: readonly number[]) {
  const histogram = createHistogram();
  for (const value of values) addDuration(histogram, value);
  return histogram;
}

/** Nearest rank, exactly. */
function toExact(values: readonly number[], wanted: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(wanted * sorted.length - 1e-9));
  return sorted[rank - 1] ?? Number.NaN;
}

describe("a percentile", () => {
  test("is at most 1 % off the exact answer, whatever the lengths", () => {
    fc.assert(
      fc.property(lengths, share, (values, wanted) => {
        const exact = toExact(values, wanted);
        const answer = toPercentile(toHistogram(values), wanted) ?? Number.NaN;
        expect(Math.abs(answer - exact)).toBeLessThanOrEqual(exact * 0.01);
      }),
      { numRuns: 2_000 },
    );
  });

  test("is at most 1 % off where lengths crowd into few buckets", () => {
    const crowd = fc.integer({ min: 1, max: 30 * dayMs }).chain((base) =>
      fc.array(
        fc.integer({ min: 0, max: Math.ceil(base / 60) }).map((more) => base + more),
        { minLength: 1, maxLength: 60 },
      ),
    );
    fc.assert(
      fc.property(crowd, share, (values, wanted) => {
        const exact = toExact(values, wanted);
        const answer = toPercentile(toHistogram(values), wanted) ?? Number.NaN;
        expect(Math.abs(answer - exact)).toBeLessThanOrEqual(exact * 0.01);
      }),
      { numRuns: 2_000 },
    );
    const lone = [1_141_314_187, 1_156_034_870, 1_156_356_676, 1_157_203_581];
    expect(toPercentile(toHistogram(lone), 0.001)).toBeLessThanOrEqual(1_141_314_187 * 1.01);
    const most = [65_536, 65_537, 65_538, 66_559];
    expect(toPercentile(toHistogram(most), 1)).toBeGreaterThanOrEqual(66_559 * 0.99);
  });

  test("is exact for one value, and where all values are equal", () => {
    for (const value of [0, 1, 127, 128, 255, 256, 2_000, 88_000, 30 * dayMs])
      for (const times of [1, 7])
        for (const wanted of [0.5, 0.95, 1])
          expect(toPercentile(toHistogram(Array(times).fill(value)), wanted)).toBe(value);
  });

  test("does not exist where there is no value", () => {
    expect(toPercentile(createHistogram(), 0.5)).toBeNull();
    expect(toShareBelow(createHistogram(), 5)).toBeNull();
  });

  test("holds for 0 ms and 30 days side by side", () => {
    const histogram = toHistogram([0, 0, 0, 30 * dayMs]);
    expect(toPercentile(histogram, 0.5)).toBe(0);
    const p95 = toPercentile(histogram, 0.95) ?? 0;
    expect(Math.abs(p95 - 30 * dayMs)).toBeLessThan(0.3 * dayMs);
  });

  test("counts what lies beyond either end at that end", () => {
    expect(toPercentile(toHistogram([-5]), 0.5)).toBe(0);
    const beyond = toPercentile(toHistogram([1e15]), 0.5) ?? 0;
    expect(beyond).toBeGreaterThan(1e12);
  });
});

test("what is added and taken away again, in any order, leaves no trace", () => {
  fc.assert(
    fc.property(lengths, lengths, (stay, go) => {
      const histogram = toHistogram([...stay, ...go]);
      for (const value of go.toReversed()) addDuration(histogram, value, -1);
      expect(toNumbers(histogram)).toEqual(toNumbers(toHistogram(stay)));
    }),
  );
});

test("two histograms added up are the histogram of all their values", () => {
  fc.assert(
    fc.property(lengths, lengths, (some, others) => {
      const sum = toHistogram(some);
      addHistogram(sum, toHistogram(others));
      expect(toNumbers(sum)).toEqual(toNumbers(toHistogram([...some, ...others])));
    }),
  );
});

test("written as bytes or as numbers and added to another, a histogram is the same", () => {
  fc.assert(
    fc.property(lengths, lengths, (some, others) => {
      const expected = toNumbers(toHistogram([...some, ...others]));
      const byBytes = toHistogram(others);
      addBytes(byBytes, toBytes(toHistogram(some)));
      expect(toNumbers(byBytes)).toEqual(expected);
      const byNumbers = toHistogram(others);
      addNumbers(byNumbers, toNumbers(toHistogram(some)));
      expect(toNumbers(byNumbers)).toEqual(expected);
    }),
  );
  expect(toBytes(createHistogram())).toHaveLength(0);
});

test("the share below a value is that of the exact answer, but for the values of its own bucket", () => {
  expect(toShareBelow(toHistogram([10, 20, 30, 40]), 35)).toBe(0.75);
  expect(toShareBelow(toHistogram([10, 20, 30, 40]), 5)).toBe(0);
  expect(toShareBelow(toHistogram([10, 20, 30, 40]), 10 * dayMs)).toBe(1);
  expect(toShareBelow(toHistogram([88_000]), 88_000)).toBe(0.5);
});

test("between two edges lie exactly the values that are in between", () => {
  fc.assert(
    fc.property(lengths, length, length, (values, a, b) => {
      const [from, to] = [toEdge(Math.min(a, b)), toEdge(Math.max(a, b))];
      const inside = values.filter((value) => value >= from && value < to).length;
      expect(countBetween(toHistogram(values), from, to)).toBe(inside);
    }),
  );
});

test("an edge is less than 0.8 % off, and the edge below a value is not above it", () => {
  fc.assert(
    fc.property(length, (ms) => {
      expect(Math.abs(toEdge(ms) - ms)).toBeLessThanOrEqual(Math.max(0.5, ms * 0.008));
      expect(toFloorEdge(ms)).toBeLessThanOrEqual(ms);
      expect(toFloorEdge(ms)).toBeGreaterThanOrEqual(ms * 0.98);
    }),
  );
});
