import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findNodes } from "./find.ts";
import { isContainer, keyOf, pathOf, textOf } from "./model.ts";
import type { JsonModel } from "./model.ts";
import { parseJson } from "./parse.ts";

function parse(text: string): JsonModel {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error("not JSON");
  return parsed.model;
}

function find(model: JsonModel, query: string): number[] {
  return Array.from(findNodes(model, query)).flat();
}

test.each([
  ["seed", ["$.seed", "$.list[1]"]],
  ["SEED", ["$.seed", "$.list[1]"]],
  ["9007", ["$.seed"]],
  ["a.b", ["$.list[0]"]],
  ['say "hi"', ["$.note"]],
  ['say \\"hi', ["$.note"]],
  ['"note"', ["$.note"]],
  ["true", ["$.on"]],
  ["],", []],
  ["", []],
])("the query %j finds %j", (query, paths) => {
  const model = parse(
    '{"seed":9007199254740993,"list":["a.b","Seeds","acb"],"note":"say \\"hi\\"","on":true}',
  );
  expect(find(model, query).map((node) => pathOf(model, node))).toEqual(paths);
});

test.each([
  ["café", String.raw`["caf\u00e9","CAF\u00C9","café","caf"]`, [1, 2, 3]],
  ["a/b", String.raw`["a\/b","a/b","ab"]`, [1, 2]],
  ["ab", String.raw`{"\u0061b":"c","x\u0041\u0062":1}`, [1, 2]],
])("%s is found however it is escaped", (query, text, nodes) => {
  expect(find(parse(text), query)).toEqual(nodes);
});

test.each([
  ["nnorth", String.raw`["l2\nnorth"]`, []],
  ["nnorth", String.raw`["\nnnorth","\\nnorth"]`, [1, 2]],
  ["north", String.raw`["l2\nnorth"]`, [1]],
  ["\\nnorth", String.raw`["l2\nnorth"]`, [1]],
  ["41", String.raw`["\u0041","\u00411","\\u0041"]`, [3]],
  ["a41", String.raw`["\u0041","\u004141"]`, [2]],
  ['"', String.raw`[1,"\\"]`, [2]],
])("%j is not found from within an escape of %s", (query, text, nodes) => {
  expect(find(parse(text), query)).toEqual(nodes);
});

test.each([
  ['","', '["a","b",","]', [3]],
  ['":"', '{"a":":","b":1}', [1]],
])("%j that stands across two values hides nothing: %s", (query, text, nodes) => {
  expect(find(parse(text), query)).toEqual(nodes);
});

test("an escape across the edge of a window is none of the text's letters", () => {
  const edge = 1 << 18;
  for (const escape of [String.raw`\n`, String.raw`\u006e`])
    for (let shift = 0; shift < 8; shift++) {
      const lead = "x".repeat(edge - 2 - shift);
      expect(find(parse(`["${lead}${escape}eedle"]`), "needle")).toEqual(
        escape.length === 2 ? [] : [1],
      );
      expect(find(parse(`["${lead}${escape}"]`), "6e")).toEqual([]);
    }
});

test("a text of backslashes alone is searched in good time", () => {
  expect(find(parse(`["${"\\".repeat(2_000_000)}"]`), "u0041")).toEqual([]);
});

test("a hit across the edge of a window is found once", () => {
  const edge = 1 << 18;
  for (const shift of [1, 2, 3, 5, 6]) {
    const text = `["${"x".repeat(edge - 2 - shift)}needle","after"]`;
    expect(find(parse(text), "needle")).toEqual([1]);
  }
});

test("finds what a look at every key and value finds", () => {
  fc.assert(
    fc.property(fc.json(), fc.stringMatching(/^[a-z0-9]{1,2}$/), (text, query) => {
      const model = parse(text);
      const expected = Array.from(model.start.keys()).filter(
        (node) =>
          withoutEscapes(keyOf(model, node)).includes(query) ||
          (!isContainer(model, node) && withoutEscapes(textOf(model, node)).includes(query)),
      );
      expect(find(model, query)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

function withoutEscapes(written: string): string {
  return written.toLowerCase().replaceAll(/\\(?:u.{4}|.)/g, "\\");
}
