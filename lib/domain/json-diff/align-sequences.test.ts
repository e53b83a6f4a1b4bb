import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignSequences } from "./align-sequences.ts";

function countPairs(partners: Int32Array): number {
  return partners.filter((partner) => partner >= 0).length;
}

/** The length of a longest common subsequence, by the table. */
function measureCommon(left: readonly number[], right: readonly number[]): number {
  let lengths = [0, ...right.map(() => 0)];
  for (const value of left) {
    const before = lengths;
    lengths = [0];
    for (const [index, other] of right.entries())
      lengths.push(
        value === other
          ? (before[index] ?? 0) + 1
          : Math.max(before[index + 1] ?? 0, lengths[index] ?? 0),
      );
  }
  return lengths.at(-1) ?? 0;
}

function expectOrder(left: ArrayLike<unknown>, right: ArrayLike<unknown>, partners: Int32Array) {
  let last = -1;
  for (const [at, partner] of partners.entries()) {
    if (partner < 0) continue;
    if (left[at] !== right[partner] || partner <= last) expect([at, partner]).toBe("a pair");
    last = partner;
  }
}

/** Whole numbers below `end`, the same ones for the same seed. */
function createRandom(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

const values = (max: number) => fc.array(fc.nat(max), { maxLength: 60 });

test.each([1, 3, 9, 40])("of values up to %i it pairs as many as can be, in order", (max) => {
  fc.assert(
    fc.property(values(max), values(max), (left, right) => {
      const partners = alignSequences(left, right);
      expectOrder(left, right, partners);
      expect(countPairs(partners)).toBe(measureCommon(left, right));
    }),
    { numRuns: 500 },
  );
});

test("however little effort is left, pairs are equals in order", () => {
  fc.assert(
    fc.property(values(5), values(5), fc.nat(300), (left, right, steps) => {
      expectOrder(left, right, alignSequences(left, right, { steps }));
    }),
    { numRuns: 2_000 },
  );
});

describe("large sequences", () => {
  test("400 digits of which one is inserted and one removed differ in these two", () => {
    const random = createRandom(1);
    const left = Array.from({ length: 400 }, () => random(10));
    const right = left.toSpliced(390, 1).toSpliced(2, 0, 7);
    expect(countPairs(alignSequences(left, right))).toBe(399);
  });

  test("a value that moved far does not pull apart what repeats", () => {
    const random = createRandom(2);
    const digits = Array.from({ length: 5_000 }, () => random(10));
    expect(countPairs(alignSequences([77, ...digits], [...digits, 77]))).toBe(5_000);
  });

  test("a thousand changes of a million digits leave nearly all of them in place", () => {
    const random = createRandom(3);
    const left = Array.from({ length: 1_000_000 }, () => random(10));
    const right = left.filter((_, index) => index % 1_000 !== 500);
    const partners = alignSequences(left, right);
    expectOrder(left, right, partners);
    expect(countPairs(partners)).toBe(999_000);
  });

  test("a million equal values are aligned at once, whatever is between them", () => {
    const left = new Uint8Array(1_000_000);
    const right = left.map((_, index) => (index % 10_000 === 5 ? 1 : 0));
    const effort = { steps: 4_000_000 };
    expect(countPairs(alignSequences(left, right, effort))).toBe(999_900);
    expect(effort.steps).toBeGreaterThan(0);
  });

  test("what has nothing in common ends with the effort it may cost", () => {
    const random = createRandom(4);
    const left = Array.from({ length: 200_000 }, () => random(10));
    const right = Array.from({ length: 200_000 }, () => random(10));
    const effort = { steps: 50_000_000 };
    const partners = alignSequences(left, right, effort);
    expectOrder(left, right, partners);
    expect(countPairs(partners)).toBeGreaterThan(50_000);
    expect(effort.steps).toBeGreaterThan(-30_000_000);
  });
});
