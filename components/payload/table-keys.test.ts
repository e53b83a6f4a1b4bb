import { expect, test } from "vitest";
import { toTablePlace } from "./table-keys.ts";

const size = { rowCount: 100, columnCount: 4, pageRows: 20 };
const press = (key: string, row: number, column: number, ctrlKey = false) =>
  toTablePlace({ key, ctrlKey }, { row, column }, size);

test.each([
  ["ArrowDown", 3, 1, { row: 4, column: 1 }],
  ["ArrowUp", 0, 1, { row: 0, column: 1 }],
  ["ArrowRight", 3, 3, { row: 3, column: 3 }],
  ["ArrowLeft", 3, 1, { row: 3, column: 0 }],
  ["PageDown", 90, 2, { row: 99, column: 2 }],
  ["PageUp", 50, 2, { row: 30, column: 2 }],
  ["Home", 50, 2, { row: 50, column: 0 }],
  ["End", 50, 2, { row: 50, column: 3 }],
])("%s in row %i, column %i leads where it should", (key, row, column, place) => {
  expect(press(key, row, column)).toEqual(place);
});

test("with Ctrl, Home and End lead to the corners, and other keys lead nowhere", () => {
  expect(press("Home", 50, 2, true)).toEqual({ row: 0, column: 0 });
  expect(press("End", 50, 2, true)).toEqual({ row: 99, column: 3 });
  expect(press("x", 50, 2)).toBeNull();
});
