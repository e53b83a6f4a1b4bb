import { expect, test } from "vitest";
import { buildFact, mergeAll } from "#lib/domain/merge/build-facts.ts";
import { useFigur } from "../sources/figur/use-figur.ts";
import { listArtifactEnds } from "./list-artifact-ends.ts";

test("the ends of a job's addresses are known once it was read, and never an address", async () => {
  const { control, source } = await useFigur();
  const id = control.createJob({ status: "SUCCESS", results: [{ label: "Front" }, {}] });
  const before = Date.now();
  const job = mergeAll([await source.getJob(id, { priority: "person" })]);
  const ends = listArtifactEnds(source, job);
  expect(Object.keys(ends)).toEqual(["result.0", "result.1"]);
  expect(Math.abs((ends["result.0"] ?? 0) - before - 60_000)).toBeLessThan(2_000);
  expect(JSON.stringify(job)).not.toContain("X-Amz");
  expect(listArtifactEnds({}, job)).toEqual({});
  expect(listArtifactEnds(source, mergeAll([buildFact({ id })]))).toEqual({});
});
