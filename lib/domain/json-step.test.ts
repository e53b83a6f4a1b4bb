import { expect, test } from "vitest";
import { findJsonStep } from "./json-step.ts";

const text = ` {"a":[1, {"b":"x\\"]","b":2.50}], "a" : null, "c":[]}`;

test.each([
  [[], text.trim(), []],
  [[0, 1, 0], `"x\\"]"`, [`"a"`, null, `"b"`]],
  [[0, 1, 1], `2.50`, [`"a"`, null, `"b"`]],
  [[1], `null`, [`"a"`]],
  [[2], `[]`, [`"c"`]],
])("the value at %j", (places, value, keys) => {
  const found = findJsonStep(new TextEncoder().encode(text), places);
  expect(text.slice(found?.value.start, found?.value.end)).toBe(value);
  expect(found?.keys).toEqual(keys);
});

test.each([[[3]], [[0, 2]], [[1, 0]], [[2, 0]], [[0, 1, 0, 0]]])("nothing is at %j", (places) => {
  expect(findJsonStep(new TextEncoder().encode(text), places)).toBeUndefined();
});
