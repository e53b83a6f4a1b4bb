import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffJson, type DiffCounts } from "./diff.ts";
import { parseJson } from "../json/parse.ts";

function parse(text: string) {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(`not JSON: ${text.slice(0, 80)}`);
  return parsed.model;
}

/** What was counted, without what was not. */
function count(a: readonly unknown[], b: readonly unknown[]): Partial<DiffCounts> {
  const { counts } = diffJson(parse(JSON.stringify(a)), parse(JSON.stringify(b)), {
    isMasked: (written) => written === '"***"',
  });
  return Object.fromEntries(Object.entries(counts).filter(([, number]) => number > 0));
}

/** Whole numbers below `end`, the same ones for the same seed. */
function createRandom(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

function list<T>(length: number, toItem: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => toItem(index));
}

describe("long arrays whose values repeat", () => {
  const random = createRandom(5);
  const digits = list(400, () => random(10));
  const objects = list(300, () => ({ type: `t${random(5)}`, x: random(10) }));

  test("of 400 digits, one inserted and one removed are just that", () => {
    const changed = digits.toSpliced(390, 1).toSpliced(2, 0, 3);
    expect(count(digits, changed)).toEqual({ added: 1, removed: 1 });
  });

  test("of 300 objects without ID, one inserted and one removed are just that", () => {
    const changed = objects.toSpliced(290, 1).toSpliced(2, 0, { type: "new", x: 0 });
    expect(count(objects, changed)).toEqual({ added: 1, removed: 1 });
  });
});

describe("items with IDs", () => {
  const items = list(500, (id) => ({ id, v: id * 2 }));
  const nameless = { v: "no id" };

  test("one item without an ID takes the others' from none", () => {
    const found = count([...items, nameless], [...items.toReversed(), nameless]);
    expect(found).toEqual({ moved: 499 });
    const first = count([nameless, ...items], [...items.toReversed(), { v: "still none" }]);
    expect(first).toEqual({ moved: 499, added: 1, removed: 1 });
  });

  test("an ID that is there twice takes the others' from none", () => {
    const twice = { id: 7, v: "again" };
    expect(count([...items, twice], [twice, ...items.toReversed()])).toEqual({ moved: 500 });
  });

  test("the n-th of a repeated ID is the n-th of the other side, where none is equal", () => {
    const a = [{ id: 1 }, { id: 2, v: 1 }, { id: 2, v: 2 }, { id: 3 }];
    const b = [{ id: 2, v: 3 }, { id: 2, v: 4 }, { id: 1 }, { id: 3 }];
    expect(count(a, b)).toEqual({ moved: 1, changed: 2 });
    expect(count(a, a.toSpliced(1, 1))).toEqual({ removed: 1 });
  });

  test("items without one are compared where they stand between those that have", () => {
    const a = [{ id: 1 }, { v: 1 }, { id: 2 }, { v: 2 }, { id: 3 }];
    const b = [{ id: 1 }, { v: 1 }, { id: 2 }, { v: 3 }, { id: 3 }];
    expect(count(a, b)).toEqual({ changed: 1 });
  });

  test("an ID that comes late in the array, or in the other array alone, is found", () => {
    const a = [{ v: 0 }, { v: 1 }, ...items.slice(0, 4)];
    const b = [...items.slice(0, 4).toReversed(), { v: 0 }, { v: 1 }];
    expect(count(a, b).changed).toBeUndefined();
  });

  test("what most items share names none of them", () => {
    const rooms = (x: number) =>
      list(20, (index) => ({ code: "wall", x: index === 9 ? x : index }));
    expect(count(rooms(9), rooms(90))).toEqual({ changed: 1 });
  });

  test("null names nothing", () => {
    const a = [
      { id: null, v: 1 },
      { id: 1, v: 1 },
    ];
    const b = [
      { id: null, v: 2 },
      { id: 1, v: 1 },
    ];
    expect(count(a, b)).toEqual({ changed: 1 });
  });
});

describe("equal items without IDs that are elsewhere", () => {
  test.each<[readonly unknown[], readonly unknown[]]>([
    [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [3, 4],
        [1, 2],
      ],
    ],
    [
      [{ v: 1 }, { v: 2 }, { v: 3 }],
      [{ v: 3 }, { v: 1 }, { v: 2 }],
    ],
    [
      ["a", 1, 2, 3],
      [1, 2, 3, "a"],
    ],
  ])("%j → %j is one move", (a, b) => {
    expect(count(a, b)).toEqual({ moved: 1 });
  });

  test("all of them, turned round", () => {
    const items = list(500, (index) => [index, { x: index % 7 }]);
    expect(count(items, items.toReversed())).toEqual({ moved: 499 });
  });

  test("of many copies nobody can tell which moved", () => {
    const a = [1, ...list(10, () => 0), 2, 3, 0, 4];
    const b = [1, 0, ...list(10, () => 0), 2, 3, 4];
    expect(count(a, b)).toEqual({ added: 1, removed: 1 });
  });

  test("of what is masked nobody knows whether it is the same", () => {
    expect(count([1, 2, "***"], ["***", 1, 2])).toEqual({ masked: 1 });
  });
});

type Edit = { kind: "insert" | "remove" | "replace" | "move"; at: number; to: number };

const edits = fc.array(
  fc.record<Edit>({
    kind: fc.constantFrom("insert", "remove", "replace", "move"),
    at: fc.nat(),
    to: fc.nat(),
  }),
  { maxLength: 8 },
);

function apply<T>(items: readonly T[], edits: readonly Edit[], toItem: (number: number) => T): T[] {
  const edited = [...items];
  for (const { kind, at, to } of edits) {
    const place = at % (edited.length + 1);
    if (kind === "insert") edited.splice(place, 0, toItem(to));
    else if (kind === "remove") edited.splice(place, 1);
    else if (kind === "replace") edited.splice(place, 1, toItem(to));
    else edited.splice(to % (edited.length + 1), 0, ...edited.splice(place, 1));
  }
  return edited;
}

test.each<[string, (number: number) => unknown]>([
  ["digits", (number) => number % 10],
  ["numbers", (number) => number],
  ["words", (number) => `w${number % 200}`],
  ["objects without ID", (number) => ({ type: number % 5, x: number % 11 })],
  ["objects of which some have an ID", (number) => ({ [number % 9 ? "id" : "at"]: number, v: 1 })],
  ["objects of which some share an ID", (number) => ({ id: number % 400, v: number % 3 })],
  ["pairs", (number) => [number % 20, number % 30]],
])("k edits of an array of %s are at most 4 k differences", (_, toItem) => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(500), edits, (seed, length, edits) => {
      const random = createRandom(seed);
      const items = list(length, () => toItem(random(1_000_000)));
      const found = count(items, apply(items, edits, toItem));
      const sum = Object.values(found).reduce((total, number) => total + number, 0);
      expect(sum).toBeLessThanOrEqual(4 * edits.length);
    }),
    { numRuns: 200 },
  );
});
