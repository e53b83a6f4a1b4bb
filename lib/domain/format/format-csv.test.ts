import fc from "fast-check";
import { expect, test } from "vitest";
import { formatCsvRow } from "./format-csv.ts";

test.each([
  ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", "' =1"],
  ["\n=1", "' =1"],
  ["＝1", "'＝1"],
  ['=1,"a"', `"'=1,""a"""`],
  [" =1", '" =1"'],
  ["a=1", "a=1"],
  ["a;=1;b", "a;'=1;b"],
  ['a; "=1', `"a;' ""=1"`],
  ["a;b-1", "a;b-1"],
  ["", ""],
])("the cell %j is written %j", (cell, written) => {
  expect(formatCsvRow([cell])).toBe(`${written}\r\n`);
});

test("numbers stay numbers, also those below nothing", () => {
  expect(formatCsvRow([1.5, null, -2])).toBe("1.5,,-2\r\n");
});

test("a record is one line, holds every cell, and none of them begins as a formula", () => {
  const cell = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[=+\-@\t\r\n",;'ab ]{0,8}$/),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const row = formatCsvRow(cells);
      expect(row.slice(0, -2)).not.toMatch(/[\r\n]/);
      const read = readRow(row.slice(0, -2));
      expect(read).toHaveLength(cells.length);
      for (const text of read) expect(text).not.toMatch(/^[=+\-@\t\r\n]|;[\s"]*[=+\-@]/);
      const toLetters = (text: string) => text.replace(/\r\n|[\r\n]/g, " ").replaceAll("'", "");
      expect(read.map(toLetters)).toEqual(cells.map(toLetters));
    }),
  );
});

/** A reader of RFC 4180, after its grammar. */
function readRow(row: string): string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let cell = "";
    if (row[at] === '"') {
      at += 1;
      while (row[at] !== '"' || row[at + 1] === '"') {
        if (row[at] === '"') at += 1;
        cell += row[at];
        at += 1;
      }
      at += 1;
    } else {
      const end = row.indexOf(",", at);
      cell = row.slice(at, end < 0 ? undefined : end);
      at += cell.length;
    }
    cells.push(cell);
    if (at >= row.length) return cells;
    at += 1;
  }
}
