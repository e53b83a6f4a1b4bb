import { expect, test } from "vitest";
import { locatePath, toExactPath } from "./locate.ts";
import { pathOf } from "./model.ts";
import { parseJson } from "./parse.ts";
import { parsePath, toJqPath, toPlaces } from "./path.ts";
import { createJsonSearch } from "./search.ts";

const parsed = parseJson(String.raw`{"a":[{"b":1},{"b":2,"odd key":[3]}],"a":{"\u0062":4},"":5}`);
if (!parsed.ok) throw new Error("not JSON");
const { model } = parsed;

function search(query: string): string[] {
  const found = createJsonSearch(model, query, "path");
  const { count } = found.goOn();
  return Array.from({ length: count }, (_, index) => pathOf(model, found.nodeAt(index) ?? -1));
}

test("every node is found again by its path, of repeated keys the first", () => {
  for (let node = 0; node < model.size; node++) {
    const found = locatePath(model, pathOf(model, node));
    if (toPlaces(model, node)[0] !== 1) expect(found).toBe(node);
  }
  expect(locatePath(model, "$.a[2]")).toBeNull();
  expect(locatePath(model, "nonsense [")).toBeNull();
});

test("of repeated keys each is found again by its exact path, which is the plain one for all others", () => {
  for (let node = 0; node < model.size; node++) {
    const path = toExactPath(model, node);
    expect(locatePath(model, path)).toBe(node);
    if (toPlaces(model, node)[0] !== 1) expect(path).toBe(pathOf(model, node));
  }
  const odd = parseJson(String.raw`{"x y":{"a":1,"\u0061":2,"a":[{"a":3},{"a":4,"a":5}]},"x y":6}`);
  if (!odd.ok) throw new Error("not JSON");
  const paths = Array.from({ length: odd.model.size }, (_, node) => toExactPath(odd.model, node));
  expect(paths).toEqual([
    ...["$", '$["x y"]', '$["x y"].a', String.raw`$["x y"]["\u0061"~2]`, '$["x y"]["a"~3]'],
    ...['$["x y"]["a"~3][0]', '$["x y"]["a"~3][0].a', '$["x y"]["a"~3][1]'],
    ...['$["x y"]["a"~3][1].a', '$["x y"]["a"~3][1]["a"~2]', '$["x y"~2]'],
  ]);
  expect(paths.map((path) => locatePath(odd.model, path))).toEqual([...odd.model.start.keys()]);
  expect(locatePath(odd.model, '$["x y"~3]')).toBeNull();
});

test("a search by path finds the one of repeated keys that it names", () => {
  expect(search('["a"~2]["b"]')).toHaveLength(1);
  expect(search("$.a")).toHaveLength(2);
});

test("a key in single quotes reads the escapes that one in double quotes does", () => {
  for (const [inside, key] of [
    [String.raw`a\nb`, "a\nb"],
    [String.raw`\u0061\\`, "a\\"],
    [String.raw`it\'s`, "it's"],
    ['say "hi"', 'say "hi"'],
  ])
    expect(parsePath(`$['${inside}']`)?.steps).toEqual([{ key }]);
  expect(parsePath(String.raw`$["a\nb"]`)).toEqual(parsePath(String.raw`$['a\nb']`));
});

test("jq paths", () => {
  const nodes = Array.from({ length: model.size }, (_, node) => toJqPath(model, node));
  expect(nodes.slice(0, 4)).toEqual([".", ".a", ".a[0]", ".a[0].b"]);
  expect(nodes).toContain(`.a[1]["odd key"][0]`);
  expect(nodes).toContain(`.[""]`);
});

test("a search by path takes whole paths, ends of paths and any step", () => {
  expect(search("$.a[1].b")).toEqual(["$.a[1].b"]);
  expect(search(".b")).toHaveLength(3);
  expect(search("a[*].b")).toEqual(["$.a[0].b", "$.a[1].b"]);
  expect(search('["odd key"][0]')).toEqual([`$.a[1]["odd key"][0]`]);
  expect(search("x y")).toEqual([]);
  expect(search("$..b")).toEqual(search(".b"));
  expect(search("$.a..[0]")).toEqual(["$.a[0]", `$.a[1]["odd key"][0]`]);
  expect(search("$..a..b")).toHaveLength(3);
  expect(search("$.a[?(@.b)]")).toEqual([]);
});
