import { expect, test } from "vitest";
import { createLineReader } from "./read-lines.ts";

test("of a line that was broken, all pieces but the first go on with the one before", () => {
  const text = `short\r\n${"x".repeat(500)}\n\nend`;
  const { lines, lineCount } = createLineReader(text).read({ first: 0, last: 10 });
  expect(lineCount).toBe(6);
  expect(lines.map((line) => [line.text.length, line.isContinued])).toEqual([
    [5, false],
    [240, false],
    [240, true],
    [20, true],
    [0, false],
    [3, false],
  ]);
});

test("a page that begins inside of a broken line says so", () => {
  const { lines } = createLineReader("x".repeat(500)).read({ first: 1, last: 2 });
  expect(lines).toEqual([{ number: 1, text: "x".repeat(240), isContinued: true }]);
});
