import { expect, test } from "vitest";
import { readChoices, setChoice, toChoice } from "./choice-conditions.ts";

const after = (search: string, name: string, value: string, isWanted: boolean) => {
  const params = new URLSearchParams(search);
  setChoice(params, name, value, isWanted);
  return params.toString();
};

test("a value is asked for or left out, never both", () => {
  expect(after("target=a&target=-b", "target", "b", true)).toBe("target=a&target=b");
  expect(after("target=a&target=-b", "target", "-a", true)).toBe("target=-b&target=-a");
  expect(after("target=a&target=-b", "target", "-b", false)).toBe("target=a");
});

test("jobs without one are asked for and left out like any other value", () => {
  expect(after("", "parent", "", true)).toBe("parent=");
  expect(after("parent=", "parent", "-", true)).toBe("parent=-");
  expect(readChoices(new URLSearchParams("parent=&parent=-"), "parent")).toEqual({
    included: [""],
    excluded: [""],
  });
});

test("- before an ID or a text is a character like any other", () => {
  const params = new URLSearchParams("not_q=x&not_q=-x&id=-1");
  expect(readChoices(params, "not_q")).toEqual({ included: ["x", "-x"], excluded: [] });
  expect(readChoices(params, "id")).toEqual({ included: ["-1"], excluded: [] });
  expect(after("not_q=x&not_q=-x", "not_q", "x", false)).toBe("not_q=-x");
});

test.each([
  ["target", "sht_1", "sht_1"],
  ["target", "-sht_1", "-sht_1"],
  ["target", "none", ""],
  ["parent", "-none", "-"],
  ["failure", "none", "none"],
  ["not_q", "-none", "-none"],
])("typed as a %s, %s is the address's “%s”", (name, typed, value) => {
  expect(toChoice(name, typed)).toBe(value);
});
