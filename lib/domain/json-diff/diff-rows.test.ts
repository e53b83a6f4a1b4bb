import * as fc from "fast-check";
import { expect, test } from "vitest";
import { rowForm, rowSign, subtreeRowsMax } from "./diff-row-table.ts";
import { listDiffRows } from "./diff-rows.ts";
import { diffJson } from "./diff.ts";
import { noNode, type JsonModel } from "../json/model.ts";
import { parseJson } from "../json/parse.ts";
import { readDiffRow } from "./read-diff-row.ts";

function parse(text: string) {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error("not JSON");
  return parsed.model;
}

const marks = { same: " ", removed: "-", added: "+", gap: "…", moved: "~", masked: "?" };

function draw(a: string, b: string, onlyDifferences = true): string[] {
  const diff = diffJson(parse(a), parse(b), { isMasked: (written) => written === '"***"' });
  const rows = listDiffRows(diff, onlyDifferences);
  return Array.from({ length: rows.size }, (_, index) => {
    const { sign, depth, key, text, note } = readDiffRow(diff, rows, index);
    const label = key === "" ? "" : `${key}: `;
    return `${marks[sign]} ${"  ".repeat(depth)}${label}${text}${note && ` (${note})`}`;
  });
}

test("a difference stands among two neighbours on each side; the rest is counted", () => {
  const members = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `"k${from + index}":${from + index}`);
  const a = `{${[...members(0, 6), '"x":1.0', ...members(6, 12)].join(",")}}`;
  expect(draw(a, a.replace("1.0", "1.00"))).toEqual([
    "  {",
    "…   4 unchanged",
    "    k4: 4",
    "    k5: 5",
    "-   x: 1.0",
    "+   x: 1.00",
    "    k6: 6",
    "    k7: 7",
    "…   4 unchanged",
    "  }",
  ]);
});

test("long strings are shown from where they begin to differ", () => {
  const same = "x".repeat(1_000);
  const rows = draw(`["${same}1${same}"]`, `["${same}2${same}"]`).slice(1, 3);
  for (const [index, digit] of ["1", "2"].entries()) {
    expect(rows[index]).toContain(`…${"x".repeat(60)}${digit}xxx`);
    expect(rows[index]).toContain("… (2,003 characters, from 942 on)");
  }
  const [longer] = draw(`["${same}"]`, `["${same}y"]`).slice(2, 3);
  expect(longer).toContain('xxy" (1,003 characters, from 942 on)');
});

test("what is on one side alone is drawn whole, what both have in one line", () => {
  expect(draw('{"a":{"b":[1]},"c":{"d":1,"e":[]}}', '{"c":{"d":1,"e":[]},"f":{}}')).toEqual([
    "  {",
    "-   a: {",
    "-     b: [",
    "-       1",
    "-     ]",
    "-   }",
    "    c: { d: 1, … 2 keys }",
    "+   f: {}",
    "  }",
  ]);
});

test("moved items say from where to where, masked ones that nobody knows", () => {
  expect(
    draw('[{"id":1},{"id":2,"t":"***"},{"id":3}]', '[{"id":3},{"id":1},{"id":2,"t":"***"}]'),
  ).toEqual([
    "  [",
    "~   { 1 key } (moved from [2] to [0])",
    "    { 1 key }",
    "    {",
    "      id: 2",
    '?     t: "***" (masked on both sides: whether they are equal is not known)',
    "    }",
    "  ]",
  ]);
});

test("what is inside of a moved item claims no move of its own", () => {
  const [a, b, c] = ['{"id":"a"}', '{"id":"b"}', '{"id":"c","t":[1]}'];
  expect(draw(`[${a},${b},${c}]`, `[${c},${a},${b}]`, false).slice(1, 7)).toEqual([
    "~   { (moved from [2] to [0])",
    '~     id: "c"',
    "~     t: [",
    "~       1",
    "~     ]",
    "~   }",
  ]);
});

test("a subtree of any size is drawn up to its bound", () => {
  const many = `[${Array.from({ length: 5_000 }, (_, index) => index).join()}]`;
  const rows = draw("{}", `{"many":${many}}`);
  expect(rows.length).toBeLessThan(subtreeRowsMax + 10);
  expect(rows.at(-3)).toBe(`…     ${(5_001 - subtreeRowsMax).toLocaleString("en")} more not drawn`);
});

test("a long text is cut and says how long it is", () => {
  const long = "x".repeat(10_000);
  expect(draw('""', `"${long}"`)[1]).toMatch(/^\+ "x{399}… \(10,002 characters\)$/);
});

test("everything drawn is the right document, with what is removed between", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.json({ maxDepth: 4 }), (a, b) => {
      const diff = diffJson(parse(a), parse(b));
      const rows = listDiffRows(diff, false);
      const texts = Array.from({ length: rows.size }, (_, index) => index)
        .filter((index) => rows.sign[index] !== rowSign.removed)
        .map((index) => readDiffRow(diff, rows, index));
      const written = texts
        .map(({ key, text, kind }, index) => {
          const isClosing = kind === null && (text === "}" || text === "]");
          const before = texts[index - 1];
          const isFirst = before?.kind === null && (before.text === "{" || before.text === "[");
          const comma = index === 0 || isFirst || isClosing ? "" : ",";
          return comma + (key === "" ? text : `${quote(key)}:${text}`);
        })
        .join("");
      expect(sortKeys(JSON.parse(written))).toEqual(sortKeys(JSON.parse(b)));
    }),
    { numRuns: 1_000 },
  );
});

test.each([true, false])("what is counted is what is drawn (differences alone: %s)", (isShort) => {
  const value = fc.constantFrom(
    '"***"',
    "1",
    "2",
    "[1]",
    "[2,1]",
    '{"id":1}',
    '{"id":2,"t":"***"}',
  );
  const items = fc.array(value, { maxLength: 8 }).map((all) => `[${all.join()}]`);
  fc.assert(
    fc.property(items, items, (a, b) => {
      const diff = diffJson(parse(a), parse(b), { isMasked: (written) => written === '"***"' });
      const rows = listDiffRows(diff, isShort);
      const listRoots = (sign: number, { parent }: JsonModel) => {
        const lines = Array.from(rows.sign.keys()).filter(
          (index) => rows.sign[index] === sign && rows.form[index] !== rowForm.closing,
        );
        const nodes = new Set(lines.map((index) => rows.node[index]));
        return lines.filter((index) => !nodes.has(parent[rows.node[index] ?? 0]));
      };
      const removed = listRoots(rowSign.removed, diff.a);
      const changed = removed.filter((index) => rows.extra[index] !== noNode);
      const notes = Array.from(rows.sign.keys()).filter((index) =>
        readDiffRow(diff, rows, index).note.startsWith("moved from"),
      );
      expect({
        added: listRoots(rowSign.added, diff.b).length - changed.length,
        removed: removed.length - changed.length,
        changed: changed.length,
        moved: notes.length,
        masked: rows.sign.filter((sign) => sign === rowSign.masked).length,
      }).toEqual(diff.counts);
    }),
    { numRuns: 1_000 },
  );
});

function quote(key: string): string {
  return key.startsWith('"') ? key : `"${key}"`;
}

function sortKeys(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
