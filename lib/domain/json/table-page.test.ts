import { expect, test } from "vitest";
import { parseJson } from "./parse.ts";
import { readTablePage } from "./table-page.ts";

function open(text: string) {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error("not JSON");
  return parsed.model;
}

test("objects become rows, their keys columns, in the order of the text and every digit as sent", () => {
  const page = readTablePage(open(`[{"a":1.10,"b":[1,2]},{"c":"x","a":1e400},{"a":null}]`), 0, {
    first: 1,
    last: 3,
  });
  expect(page?.columns).toEqual(["a", "b", "c"]);
  expect(page?.rowCount).toBe(3);
  expect(page?.rows.map(({ place, cells }) => [place, cells.map((each) => each?.text)])).toEqual([
    [1, ["1e400", undefined, '"x"']],
    [2, ["null", undefined, undefined]],
  ]);
});

test("keys of late items are columns, other items are whole, and repeated keys are counted", () => {
  const items = Array.from({ length: 19_999 }, () => `{"a":1,"a":2}`);
  items[7] = `"no object"`;
  items[9_000] = `{"late":1}`;
  const model = open(`[${items.join(",")},{"a":1},{"too late":1}]`);
  const page = readTablePage(model, 0, { first: 6, last: 8 });
  expect(page).toMatchObject({ columns: ["a", "late"], columnsOf: 20_000, rowCount: 20_001 });
  expect(page?.rows).toMatchObject([
    { cells: [{ text: "1", more: 1 }, null] },
    { cells: [{ text: '"no object"' }], isObject: false },
  ]);
});

test.each(["[1,2,3]", "[{}]", '{"a":1}', '"x"', '[{"a":1},2,3]'])("%s is no table", (text) => {
  expect(readTablePage(open(text), 0, { first: 0, last: 9 })).toBeNull();
});
