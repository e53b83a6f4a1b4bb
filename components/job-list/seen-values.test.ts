import { expect, test } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import { addSeenValues } from "./seen-values.ts";

test("types and projects of jobs that came since are to be chosen as well, each once", () => {
  const values = { types: ["parse"], projects: [{ id: "prj_1", name: "Tower" }] };
  const jobs = [
    buildSummary({ id: "a", type: "parse", project: { id: "prj_1", name: "Tower, anew" } }),
    buildSummary({ id: "b", type: "late", project: { id: "prj_2", name: null } }),
    buildSummary({ id: "c", type: "late", project: null }),
  ];
  expect(addSeenValues(values, jobs)).toEqual({
    types: ["parse", "late"],
    projects: [...values.projects, { id: "prj_2", name: null }],
  });
});
