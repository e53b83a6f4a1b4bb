import fc from "fast-check";
import { expect, test } from "vitest";
import { createValueFinder, type FoundValue } from "./step.ts";

const text = ` {"a":[1, {"b":"x\\"]"}, 2.50], "a" : null, "c":[], "d\\u0022":"é\\\\"}`;

type Options = Partial<Parameters<typeof createValueFinder>[1]>;

/** The value as text, found in pieces that end at these offsets. */
function find(
  whole: string,
  places: number[],
  { cuts = [], ...options }: Options & { cuts?: number[] } = {},
) {
  const bytes = new TextEncoder().encode(whole);
  const finder = createValueFinder(places, { maxBytes: 1_000, ...options });
  let from = 0;
  for (const end of [...cuts, bytes.length]) {
    finder.push(bytes.slice(from, end));
    from = end;
  }
  return toText(finder.end());
}

function toText(found: FoundValue | undefined) {
  return found && { ...found, bytes: found.bytes && new TextDecoder().decode(found.bytes) };
}

const key = (written: string, time = 1) => ({ key: written, time });

test.each([
  [[0, 1, 0], `"x\\"]"`, [key(`"a"`), null, key(`"b"`)]],
  [[0, 0], `1`, [key(`"a"`), null]],
  [[0, 2], `2.50`, [key(`"a"`), null]],
  [[1], `null`, [key(`"a"`, 2)]],
  [[3], `"é\\\\"`, [key(`"d\\u0022"`)]],
  [[2], null, [key(`"c"`)]],
  [[0, 1], null, [key(`"a"`), null]],
  [[], null, []],
])("the value at %j, wherever the text is cut in two", (places, bytes, steps) => {
  const length = new TextEncoder().encode(text).length;
  for (let cut = 0; cut <= length; cut++)
    expect(find(text, places, { cuts: [cut] })).toEqual({ bytes, steps });
});

test.each([[[4]], [[0, 3]], [[1, 0]], [[2, 0]], [[0, 1, 0, 0]]])("nothing is at %j", (places) => {
  expect(find(text, places)).toBeUndefined();
});

test("a text may be a value alone, which its end ends", () => {
  expect(find(" 12 ", [])?.bytes).toBe("12");
  expect(find("12", [])?.bytes).toBe("12");
  expect(find(`"a`, [])).toBeUndefined();
});

test("what is longer than asked for is not held", () => {
  expect(find(`["123456"]`, [0], { maxBytes: 8 })?.bytes).toBe(`"123456"`);
  expect(find(`["1234567"]`, [0], { maxBytes: 8 })?.bytes).toBeNull();
});

test("keys that are written or shown alike are counted as equal, among siblings alone", () => {
  const keys = String.raw`{"x":{"pin":0},"pin":1,"p\u0069n":2,"s=1":3,"s=2":4}`;
  const toShownKey = (shown: string) => shown.replace(/=.*/, "=?");
  expect(find(keys, [2])?.steps).toEqual([key(String.raw`"p\u0069n"`, 2)]);
  expect(find(keys, [4], { toShownKey })?.steps).toEqual([key(`"s=?"`, 2)]);
});

test("it is decided as soon as the value has ended", () => {
  const finder = createValueFinder([0], { maxBytes: 10 });
  const push = (piece: string) => finder.push(new TextEncoder().encode(piece));
  expect(["[", `"a`, `b",`].map(push)).toEqual([false, false, true]);
});

/** Every value that is no container, with its places. */
function listLeaves(value: unknown, places: number[] = []): [number[], unknown][] {
  if (typeof value !== "object" || value === null) return [[places, value]];
  return Object.values(value).flatMap((inner, place) => listLeaves(inner, [...places, place]));
}

test("every value of any JSON text is found at its places, however the text comes", () => {
  const sizes = fc.array(fc.nat(60), { maxLength: 12 });
  fc.assert(
    fc.property(
      fc.jsonValue({ stringUnit: "grapheme" }),
      sizes,
      fc.boolean(),
      (value, cuts, isWide) => {
        const written = JSON.stringify(value, null, isWide ? 2 : 0);
        for (const [places, leaf] of listLeaves(JSON.parse(written))) {
          const found = find(written, places, { cuts: cuts.toSorted((a, b) => a - b) });
          expect(JSON.parse(found?.bytes ?? "")).toEqual(leaf);
        }
      },
    ),
  );
});
