import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findPaths } from "./find-paths.ts";
import { fitsStep, locatePath, toExactPath } from "./locate.ts";
import { cell, keyOf, noNode } from "./model.ts";
import type { JsonModel } from "./model.ts";
import { parseJson } from "./parse.ts";
import { parsePath } from "./path.ts";
import type { JsonPath } from "./path.ts";

function parse(text: string): JsonModel {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error("not JSON");
  return parsed.model;
}

const find = (model: JsonModel, query: string) => Array.from(findPaths(model, query)).flat();

/** What a path means, tried for one node by going up from it in every way that there is. */
function fits(model: JsonModel, node: number, path: JsonPath, count: number): boolean {
  const step = path.steps[count - 1];
  if (!step) return !path.isWhole || node === 0;
  const parent = cell(model.parent, node);
  if ("deep" in step)
    return (
      fits(model, node, path, count - 1) || (parent !== noNode && fits(model, parent, path, count))
    );
  if (parent === noNode || !fitsStep(model, node, step)) return false;
  if ("time" in step && step.time !== timeOf(model, node)) return false;
  return fits(model, parent, path, count - 1);
}

function timeOf(model: JsonModel, node: number): number {
  const siblings = Array.from(model.start.keys()).filter(
    (other) => other <= node && cell(model.parent, other) === cell(model.parent, node),
  );
  const said = (other: number): unknown => JSON.parse(keyOf(model, other));
  return siblings.filter((other) => said(other) === said(node)).length;
}

const written = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom("1", '"b"', "null"),
    fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join()}]`),
    fc
      .array(fc.tuple(fc.constantFrom('"a"', '"b"', String.raw`"\u0061"`), tie("value")), {
        maxLength: 4,
      })
      .map((members) => `{${members.map((member) => member.join(":")).join()}}`),
  ),
})).value;
const query = fc
  .tuple(
    fc.constantFrom("", "$"),
    fc.array(
      fc.constantFrom(
        ...[".a", ".b", "[0]", "[1]", "[*]", ".*", "..a", "..b", "..*", "..[0]"],
        ...['["a"~2]', '..["a"~1]', '["b"~3]'],
      ),
      { maxLength: 6 },
    ),
  )
  .map(([root, steps]) => root + steps.join(""));

test("finds what going up from every node in every way finds", () => {
  fc.assert(
    fc.property(written, query, (text, query) => {
      const model = parse(text);
      const path = parsePath(query);
      const expected = path
        ? Array.from(model.start.keys()).filter((node) =>
            fits(model, node, path, path.steps.length),
          )
        : [];
      expect(find(model, query)).toEqual(expected);
    }),
    { numRuns: 3_000 },
  );
});

test("a short text that is deep is searched in good time, whatever the path", () => {
  const model = parse(`{"r":${'{"a":'.repeat(3_000)}1${"}".repeat(3_001)}`);
  const began = performance.now();
  expect(find(model, "$..b..a..a..a")).toEqual([]);
  expect(find(model, "..a..a..a..a..a..a")).toHaveLength(2_995);
  expect(find(model, `$${"..*".repeat(40)}..b`)).toEqual([]);
  expect(performance.now() - began).toBeLessThan(4_000);
});

test("a long path on a deep text pauses in between", () => {
  const model = parse(`{"r":${'{"a":'.repeat(3_000)}1${"}".repeat(3_001)}`);
  const parts = Array.from(findPaths(model, `$${"..*".repeat(40)}..b`));
  expect(parts.length).toBeGreaterThan(10);
});

test("the last of very many equal keys is found in good time", () => {
  const model = parse(`{${Array.from({ length: 40_000 }, () => '"a":1').join()}}`);
  const last = model.size - 1;
  const began = performance.now();
  expect(toExactPath(model, last)).toBe('$["a"~40000]');
  expect(locatePath(model, '$["a"~40000]')).toBe(last);
  expect(find(model, '$["a"~40000]')).toEqual([last]);
  expect(performance.now() - began).toBeLessThan(2_000);
});
