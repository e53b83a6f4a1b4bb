import { expect, test } from "vitest";
import { readFragment } from "./read-fragment.ts";

test.each([
  ["#payload=$.a[0]", "$.a[0]"],
  ["#payload=$.a%5B%22b%20c%22%5D", '$.a["b c"]'],
  ["#payload=$.a%", "$.a%"],
  ["#payload=$.%E0%A4%A", "$.%E0%A4%A"],
  ["#payload=", null],
  ["#results=$.a", null],
  ["", null],
])("the fragment %j names the path %j", (hash, path) => {
  expect(readFragment(hash, "payload")).toBe(path);
});
