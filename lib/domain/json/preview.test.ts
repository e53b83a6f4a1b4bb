import { expect, test } from "vitest";
import { parseJson } from "./parse.ts";
import { previewNode } from "./preview.ts";

function preview(text: string): string {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error("no JSON");
  return previewNode(parsed.model, 0);
}

test("a container is told by its first members, as they were written", () => {
  expect(preview('{"id":"WD7","width":1.10}')).toBe('id: "WD7", width: 1.10');
  expect(preview("[1, true, null]")).toBe("1, true, null");
  expect(preview('{"odd key":1e400}')).toBe('"odd key": 1e400');
});

test("containers in it are told, not opened", () => {
  expect(preview('{"a":{"b":1},"c":[],"d":[{}],"e":{}}')).toBe("a: {…}, c: [], d: […], e: {}");
});

test("it ends after a few members and says that there are more", () => {
  expect(preview("[1,2,3,4,5]")).toBe("1, 2, 3, 4, …");
});

test("long values are cut, between characters", () => {
  expect(preview(`["${"x".repeat(22)}🏗🏗"]`)).toBe(`"${"x".repeat(22)}…`);
  expect(preview(`["${"x".repeat(100)}"]`)).toBe(`"${"x".repeat(23)}…`);
});

test("it stays on one line of a panel, whatever the keys", () => {
  const wide = preview(JSON.stringify({ short: 1, [`k${"y".repeat(60)}`]: 2 }));
  expect(wide).toBe("short: 1, …");
  expect(preview(JSON.stringify({ ["z".repeat(500)]: 1 }))).toBe("");
  expect(preview("{}")).toBe("");
});
