import { expect, test } from "vitest";
import type { JobStatus } from "../job.ts";
import { toFailuresPath } from "./durations-address.ts";

test.each<[include: JobStatus[], exclude: JobStatus[], statuses: JobStatus[] | undefined]>([
  [[], [], ["failed", "partial"]],
  [["failed", "succeeded"], [], ["failed"]],
  [[], ["failed"], ["partial"]],
  [["succeeded"], [], undefined],
])("failures of a filter that has %j and not %j are %j", (include, exclude, statuses) => {
  const path = toFailuresPath({ status: { include, exclude } }, { startAt: 1, endAt: 9 });
  const search = path === null ? undefined : new URL(path, "http://gantry").searchParams;
  expect(search?.getAll("status")).toEqual(statuses);
});
