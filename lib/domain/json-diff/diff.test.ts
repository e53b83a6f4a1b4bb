import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffJson, diffKind, type JsonDiff } from "./diff.ts";
import { cell, isContainer, keyOf, noNode, pathOf, textOf } from "../json/model.ts";
import { jsonKind } from "../json/kind.ts";
import type { Column, JsonModel } from "../json/model.ts";
import { parseJson } from "../json/parse.ts";
import { canonicalKeyOf, childrenOf, toCanonical } from "./same.ts";

function parse(text: string): JsonModel {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(`not JSON: ${text.slice(0, 80)}`);
  return parsed.model;
}

const diff = (a: string, b: string) => diffJson(parse(a), parse(b));

/** One text for all writings of a document that mean the same: no white space, keys sorted. */
function normalize(model: JsonModel, node: number): string {
  if (!isContainer(model, node)) return toCanonical(textOf(model, node));
  const children = Array.from(childrenOf(model, node));
  if (cell(model.kind, node) === jsonKind.array)
    return `[${children.map((child) => normalize(model, child)).join(",")}]`;
  return toObject(
    children.map((child) => [canonicalKeyOf(model, child), normalize(model, child)] as const),
  );
}

function toObject(members: (readonly [string, string])[]): string {
  const sorted = members.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${sorted.map(([key, value]) => `${key}:${value}`).join(",")}}`;
}

/** The right document, rebuilt from the left one where the diff says they are the same. */
function apply(diff: JsonDiff, entry = 0): string {
  const { a, b, kind, left, right, next } = diff;
  const found = cell(kind, entry);
  if (found === diffKind.same) return normalize(a, cell(left, entry));
  if (found === diffKind.changed || found === diffKind.added)
    return normalize(b, cell(right, entry));
  const children: number[] = [];
  for (let at = entry + 1; at < cell(next, entry); at = cell(next, at))
    if (cell(kind, at) !== diffKind.removed) children.push(at);
  if (cell(a.kind, cell(left, entry)) === jsonKind.array)
    return `[${children.map((child) => apply(diff, child)).join(",")}]`;
  return toObject(
    children.map((child) => {
      const isAdded = cell(left, child) === noNode;
      const key = isAdded
        ? canonicalKeyOf(b, cell(right, child))
        : canonicalKeyOf(a, cell(left, child));
      return [key, apply(diff, child)] as const;
    }),
  );
}

/** Every difference as a line: what, where on each side, the values. */
function describeDiff({ a, b, size, kind, left, right, moved }: JsonDiff): string[] {
  const words = ["same", "inside", "changed", "added", "removed", "masked"];
  return Array.from({ length: size }, (_, entry) => entry).flatMap((entry) => {
    const found = cell(kind, entry);
    const hasMoved = cell(moved, entry) === 1;
    if (found <= diffKind.inside && !hasMoved) return [];
    const [one, other] = [cell(left, entry), cell(right, entry)];
    const from = one === noNode ? "" : ` ${pathOf(a, one)}`;
    const to = other === noNode ? "" : ` ${pathOf(b, other)}`;
    const value = found === diffKind.changed ? ` ${textOf(a, one)} → ${textOf(b, other)}` : "";
    return [`${hasMoved ? "moved " : ""}${words[found]}${from}${to}${value}`];
  });
}

const scalar = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map(String),
  fc.constantFrom("1.10", "1.1", "1e400", "9007199254740993", "true", "null", '"\\u0041"', '"A"'),
  fc.string({ maxLength: 2 }).map((text) => JSON.stringify(text)),
);
const key = fc.constantFrom('"id"', '"name"', '"a"', '"b"', '"\\u0061"');
const { document } = fc.letrec<{ document: string }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie("document"), { maxLength: 6 }).map((items) => `[${items.join(", ")}]`),
    fc
      .array(fc.tuple(key, tie("document")), { maxLength: 5 })
      .map((members) => `{${members.map(([name, value]) => `${name}:${value}`).join(",")}}`),
    fc
      .uniqueArray(fc.tuple(fc.nat(9), scalar), { maxLength: 7, selector: ([id]) => id })
      .map((items) => `[${items.map(([id, value]) => `{"id":${id},"v":${value}}`).join(",")}]`),
  ),
}));

describe("for any two documents", () => {
  test("the diff applied to the one gives the other", () => {
    fc.assert(
      fc.property(document, document, (a, b) => {
        expect(apply(diff(a, b))).toBe(normalize(parse(b), 0));
      }),
      { numRuns: 2_000 },
    );
  });

  test("a document differs from itself in nothing, however the other is spaced", () => {
    fc.assert(
      fc.property(document, (text) => {
        const spaced = text.replaceAll(/(?<=[{[,])(?=["{[])/g, " ");
        for (const other of [text, ` ${text}\n`, spaced]) {
          const found = diff(text, other);
          if (normalize(parse(text), 0) !== normalize(parse(other), 0)) continue;
          expect([found.size, cell(found.kind, 0)]).toEqual([1, diffKind.same]);
        }
      }),
    );
  });

  test("every node of both is covered once", () => {
    fc.assert(
      fc.property(document, document, (a, b) => {
        const { left, right, kind, ...found } = diff(a, b);
        const once = (model: JsonModel, nodes: Column) => {
          const times = new Uint32Array(model.size);
          for (const [entry, node] of nodes.entries()) {
            if (node === noNode) continue;
            const end = cell(kind, entry) === diffKind.inside ? node + 1 : cell(model.next, node);
            for (let at = node; at < end; at++) times[at] = cell(times, at) + 1;
          }
          return times.every((time) => time === 1);
        };
        expect([once(found.a, left), once(found.b, right)]).toEqual([true, true]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("it finds no difference exactly where there is none", () => {
    fc.assert(
      fc.property(document, document, (a, b) => {
        const isSame = normalize(parse(a), 0) === normalize(parse(b), 0);
        const { counts } = diff(a, b);
        const sum = counts.added + counts.removed + counts.changed + counts.moved;
        expect(sum === 0).toBe(isSame);
      }),
    );
  });
});

describe("what counts as different", () => {
  test.each([
    ["1.10", "1.1", ["changed $ $ 1.10 → 1.1"]],
    ["9007199254740993", "9007199254740992", ["changed $ $ 9007199254740993 → 9007199254740992"]],
    ['"\\u0041\\/"', '"A/"', []],
    ["1", '"1"', ['changed $ $ 1 → "1"']],
    ["{}", "[]", ["changed $ $ {} → []"]],
    ["null", "{}", ["changed $ $ null → {}"]],
    ['{"a":1,"b":2}', '{"b":2,"a":1}', []],
    ['{"a":1}', '{"\\u0061":1}', []],
    ['{"a":1,"a":2}', '{"a":1,"a":3}', ["changed $.a $.a 2 → 3"]],
    ['{"a":1}', '{"a":1,"a":1}', ["added $.a"]],
    ['{"a":{"b":[1,2]}}', '{"a":{"b":[1,3]}}', ["changed $.a.b[1] $.a.b[1] 2 → 3"]],
    ['{"a":null}', "{}", ["removed $.a"]],
  ])("%s and %s", (a, b, lines) => {
    expect(describeDiff(diff(a, b))).toEqual(lines);
  });
});

describe("arrays", () => {
  test("items are followed by their ID: moved, changed and moved, gone, new", () => {
    const a = '[{"id":1,"v":1},{"id":2,"v":1},{"id":3,"v":1},{"id":4,"v":1}]';
    const b = '[{"id":4,"v":2},{"id":1,"v":1},{"id":3,"v":1},{"id":5,"v":1}]';
    expect(describeDiff(diff(a, b))).toEqual([
      "moved inside $[3] $[0]",
      "changed $[3].v $[0].v 1 → 2",
      "removed $[1]",
      "added $[3]",
    ]);
  });

  test("strings that do not repeat are followed by themselves", () => {
    expect(describeDiff(diff('["a","b","c"]', '["c","a","b","d"]'))).toEqual([
      "moved same $[2] $[0]",
      "added $[3]",
    ]);
  });

  test("items without a name go by their order: one inserted shifts none", () => {
    expect(describeDiff(diff("[1,2,2,3]", "[0,1,2,2,3]"))).toEqual(["added $[0]"]);
    expect(describeDiff(diff('[{"v":1},{"v":2}]', '[{"v":1},{"v":3}]'))).toEqual([
      "changed $[1].v $[1].v 2 → 3",
    ]);
  });

  test("an ID that is new in every item names nothing", () => {
    const a = '[{"id":"x1","kind":"wall"},{"id":"x2","kind":"door"}]';
    const b = '[{"id":"y1","kind":"wall"},{"id":"y2","kind":"door"}]';
    expect(describeDiff(diff(a, b))).toEqual([
      'changed $[0].id $[0].id "x1" → "y1"',
      'changed $[1].id $[1].id "x2" → "y2"',
    ]);
  });
});

test("what is masked on both sides is called neither equal nor different", () => {
  const isMasked = (written: string) => written === '"***"';
  const masked = (a: string, b: string) => diffJson(parse(a), parse(b), { isMasked });
  const both = masked('{"token":"***","n":{"a":1}}', '{"token":"***","n":{"a":1}}');
  expect(both.counts).toEqual({ added: 0, removed: 0, changed: 0, moved: 0, masked: 1 });
  expect(describeDiff(both)).toEqual(["masked $.token $.token"]);
  expect(masked('{"token":"***"}', '{"token":null}').counts.changed).toBe(1);
});

test("10,000 levels deep, and 100,000 items that each differ", () => {
  const deep = (leaf: string) => `${"[".repeat(10_000)}${leaf}${"]".repeat(10_000)}`;
  expect(diff(deep("1"), deep("2")).counts.changed).toBe(1);
  const wide = (from: number) => `[${Array.from({ length: 100_000 }, (_, i) => from + i).join()}]`;
  expect(diff(wide(0), wide(200_000)).counts.changed).toBe(100_000);
  expect(diff(wide(0), wide(1)).counts).toMatchObject({ added: 1, removed: 1, changed: 0 });
});

test("a key that repeats keeps its name", () => {
  const { b, right } = diff("{}", '{"a":1,"a":2}');
  expect([1, 2].map((entry) => keyOf(b, cell(right, entry)))).toEqual(['"a"', '"a"']);
});
