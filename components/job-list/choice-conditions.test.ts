import { expect, test } from "vitest";
import {
  describeUnsayable,
  findChoice,
  readChoices,
  setChoice,
  toChoice,
} from "./choice-conditions.ts";

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

test("what begins with - can be left out, and takes no other exclusion away", () => {
  expect(after("type=-dash", "type", "--dash", true)).toBe("type=-dash&type=--dash");
  expect(readChoices(new URLSearchParams("type=--dash"), "type").excluded).toEqual(["-dash"]);
  expect(after("type=-dash&type=--dash", "type", "--dash", false)).toBe("type=-dash");
});

test("an address cannot ask for what begins with -, nor name what is longer than it takes", () => {
  const say = (name: string, value: string, isExclusion = false) =>
    describeUnsayable(name, value, isExclusion) !== undefined;
  expect([say("type", "-dash"), say("type", "-dash", true), say("id", "-1")]).toEqual([
    ...[true, false, false],
  ]);
  const [longest, longer] = ["x".repeat(200), "x".repeat(201)];
  expect([say("type", longest), say("type", longest, true)]).toEqual([false, true]);
  expect([say("type", longer), say("type", longer, true)]).toEqual([true, true]);
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

test("an option is found by its value or its whole word, if an address can ask for it", () => {
  const options = [
    ["prj_1", "Tower"],
    ["tower", "tower"],
    ["-x", "Minus"],
  ] as const;
  const find = (typed: string) => findChoice("project", options, typed);
  expect(["Tower", "tower", "prj_1"].map(find)).toEqual(["prj_1", "tower", "prj_1"]);
  expect(["Tow", "-x", "minus"].map(find)).toEqual([undefined, undefined, undefined]);
});
