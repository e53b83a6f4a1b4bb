import { expect, test } from "vitest";
import { pathOf } from "#lib/domain/json/model.ts";
import { parseJson } from "#lib/domain/json/parse.ts";
import { createView, toggleFold } from "#lib/domain/json/rows.ts";
import { toTreeStep } from "./tree-keys.ts";

const parsed = parseJson('{"a":{"b":1,"c":[]},"d":{"e":2},"f":3}');
if (!parsed.ok) throw new Error("not JSON");
const { model } = parsed;
const paths = Array.from(model.start.keys(), (node) => pathOf(model, node));
const view = toggleFold(model, createView(model), paths.indexOf("$.d"));

test.each([
  ["ArrowDown", "$", "$.a", false],
  ["ArrowDown", "$.a.c", "$.d", false],
  ["ArrowDown", "$.d", "$.f", false],
  ["ArrowDown", "$.f", "$.f", false],
  ["ArrowUp", "$.d", "$.a.c", false],
  ["ArrowUp", "$", "$", false],
  ["Home", "$.f", "$", false],
  ["End", "$", "$.f", false],
  ["PageDown", "$", "$.a.b", false],
  ["PageDown", "$.d", "$.f", false],
  ["PageUp", "$.a.b", "$", false],
  ["ArrowRight", "$.a", "$.a.b", false],
  ["ArrowRight", "$.d", "$.d", true],
  ["ArrowRight", "$.a.c", "$.a.c", false],
  ["ArrowLeft", "$.a", "$.a", true],
  ["ArrowLeft", "$.d", "$", false],
  ["ArrowLeft", "$.a.b", "$.a", false],
  ["ArrowLeft", "$.a.c", "$.a", false],
  ["Enter", "$.a", "$.a", true],
  [" ", "$.d", "$.d", true],
  ["Enter", "$.f", "$.f", false],
])("%s on %s goes to %s, and folds or unfolds: %s", (key, from, to, toggles) => {
  const step = toTreeStep(key, { model, view, node: paths.indexOf(from), pageRows: 2 });
  expect(step).toEqual({ node: paths.indexOf(to), toggles });
});

test("other keys are left to the browser", () => {
  expect(toTreeStep("Tab", { model, view, node: 0, pageRows: 2 })).toBeNull();
});
