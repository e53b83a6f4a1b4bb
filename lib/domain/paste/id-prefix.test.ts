import { expect, test } from "vitest";
import { chooseBegun, mayGoOn } from "./id-prefix.ts";
import type { JobRef } from "../job.ts";

const toRef = (id: string): JobRef => ({ source: "bedrock", id });
const one = toRef("job_01AB");
const other = toRef("job_01ABC");
const figur: JobRef = { source: "figur", id: "job_01AB" };

test.each([
  ["the one that it names whole, others beside it", "job_01AB", [other, one], [one]],
  ["that one also in other letters", "JOB_01ab", [other, one], [one]],
  ["the one that begins so", "job_01A", [one], [one]],
  ["all of several", "job_01", [one, other], [one, other]],
  ["nothing where nothing is known", "job_01", [], []],
])("a text may stand for %s", (_, id, known, chosen) => {
  expect(chooseBegun(known, { id })).toEqual(chosen);
});

test("where its source is told, another source's jobs do not count", () => {
  expect(chooseBegun([figur], toRef("job_01A"))).toEqual([]);
  expect(chooseBegun([figur], { id: "job_01A" })).toEqual([figur]);
});

test("an ID of full length is not the beginning of another", () => {
  expect(mayGoOn(toRef("job_01J8P6W9CNE61B"))).toBe(true);
  expect(mayGoOn(toRef("job_01J8P0ABCDEFGHJKMNPQRSTVWX"))).toBe(false);
  expect(mayGoOn({ source: "figur", id: "01JD2Z5Z7K8YV4Q3M2N1P0R9ST" })).toBe(false);
});
