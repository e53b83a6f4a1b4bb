import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cell, noNode, textOf } from "./model.ts";
import type { JsonModel } from "./model.ts";
import { parseJson } from "./parse.ts";
import { createView, isFoldable, revealNode, rowOf, toggleFold } from "./rows.ts";
import { isClosing, toNode } from "./row.ts";
import type { JsonView } from "./rows.ts";

function parse(value: unknown): JsonModel {
  const parsed = parseJson(JSON.stringify(value));
  if (!parsed.ok) throw new Error("not JSON");
  return parsed.model;
}

/** The rows by their definition: slow, recursive, obvious. */
function expectedRows(model: JsonModel, folded: Uint8Array, node = 0): number[] {
  if (!isFoldable(model, node) || folded[node] === 1) return [node * 2];
  const rows = [node * 2];
  for (let child = node + 1; child < cell(model.next, node); child = cell(model.next, child)) {
    rows.push(...expectedRows(model, folded, child));
  }
  return [...rows, node * 2 + 1];
}

function isVisible(model: JsonModel, view: JsonView, node: number): boolean {
  const parent = cell(model.parent, node);
  return parent === noNode || (view.folded[parent] !== 1 && isVisible(model, view, parent));
}

describe("the rows of a view", () => {
  test("are the definition's, after any series of folds and reveals", () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat()), { maxLength: 30 });
    fc.assert(
      fc.property(fc.jsonValue(), steps, (value, series) => {
        const model = parse(value);
        let view = createView(model);
        for (const [reveals, pick] of series) {
          const node = pick % model.size;
          if (reveals) {
            view = revealNode(model, view, node);
          } else if (isVisible(model, view, node) && isFoldable(model, node)) {
            view = toggleFold(model, view, node);
          }
          expect(Array.from(view.rows)).toEqual(expectedRows(model, view.folded));
          expect(rowOf(view, node) >= 0).toBe(isVisible(model, view, node));
        }
      }),
    );
  });

  test("say which node they show and whether they close it", () => {
    const view = createView(parse({ a: [1] }));
    expect(Array.from(view.rows, (row) => [toNode(row), isClosing(row)])).toEqual([
      [0, false],
      [1, false],
      [2, false],
      [1, true],
      [0, true],
    ]);
  });

  test("leave the view they came from as it was", () => {
    const model = parse({ a: [1] });
    const before = createView(model);
    toggleFold(model, before, 1);
    expect(Array.from(before.rows)).toEqual(expectedRows(model, before.folded));
  });
});

describe("what is folded at first", () => {
  test("nothing in a small text", () => {
    const model = parse({ a: { b: { c: { d: [1, 2, 3] } } } });
    expect(createView(model).folded).not.toContain(1);
  });

  test("levels from the third on and arrays of more than 100 in a large one", () => {
    const model = parse({
      long: Array(101).fill(0),
      short: Array.from({ length: 100 }, () => [0]),
    });
    const view = createView(model);
    const foldable = Array.from(view.folded.keys()).filter((node) => isFoldable(model, node));
    expect(foldable.filter((node) => view.folded[node] === 1).length).toBe(101);
    expect(view.folded[1]).toBe(1);
    expect(view.folded[rowNode(model, "short")]).toBe(0);
  });

  test("never the root, however long", () => {
    const model = parse(Array(1_000).fill(0));
    expect(createView(model).rows.length).toBe(1_002);
  });
});

function rowNode(model: JsonModel, key: string): number {
  return Array.from(model.start.keys()).findIndex(
    (node) => model.text.slice(cell(model.keyStart, node), cell(model.keyEnd, node)) === `"${key}"`,
  );
}

test("folding one of 500,000 nodes takes milliseconds", () => {
  const model = parse(Array.from({ length: 100_000 }, () => ({ a: 1, b: "x", c: null, d: [] })));
  expect(model.size).toBe(500_001);
  let view = createView(model);
  const begun = performance.now();
  for (let node = 1; node <= 100; node++) view = toggleFold(model, view, 1 + (node - 1) * 5);
  expect((performance.now() - begun) / 100).toBeLessThan(100);
  expect(textOf(model, toNode(cell(view.rows, 1)))).toBe('{"a":1,"b":"x","c":null,"d":[]}');
});
