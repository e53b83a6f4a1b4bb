import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findNodes } from "./json-find.ts";
import { isContainer, keyOf, pathOf, textOf } from "./json-model.ts";
import type { JsonModel } from "./json-model.ts";
import { parseJson } from "./json-parse.ts";

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
          keyOf(model, node).toLowerCase().includes(query) ||
          (!isContainer(model, node) && textOf(model, node).toLowerCase().includes(query)),
      );
      expect(find(model, query)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
