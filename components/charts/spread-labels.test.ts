import { expect, test } from "vitest";
import { spreadLabels } from "./spread-labels.ts";

const place = (...ys: number[]) =>
  spreadLabels(
    ys.map((y) => ({ y })),
    100,
  ).map(({ y }) => y);

test("labels that are apart stay where they are, from top to bottom", () => {
  expect(place(60, 20, 40)).toEqual([20, 40, 60]);
});

test("labels that would overlap are moved down", () => {
  expect(place(20, 20, 25)).toEqual([20, 32, 44]);
});

test("no label is moved below the bottom: those above it give way", () => {
  expect(place(100, 100, 98, 99)).toEqual([58, 70, 82, 94]);
  expect(place(10, 99, 100)).toEqual([10, 82, 94]);
});
