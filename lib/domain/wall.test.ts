import { expect, test } from "vitest";
import type { Job, JobRef } from "./job.ts";
import { ProblemError, toProblemDocument } from "./problem.ts";
import { maxAddressLength } from "./paste/address-parts.ts";
import { maxWatchedJobs } from "./live-frame.ts";
import { applyToWall, createTile, describeWall, toWallPath, toWalls, toWatched } from "./wall.ts";

const one = { source: "bedrock", id: "job_1" } as const;
const two = { source: "figur", id: "01ARZ3NDEKTSV4RRFFQ69G5FAV" } as const;
const job: Job = {
  ...one,
  type: "parse",
  status: "running",
  rawStatus: "RUNNING",
  organizationId: null,
  project: null,
  target: null,
  parentId: null,
  createdAt: 1,
  startedAt: 2,
  finishedAt: null,
  updatedAt: null,
  queueMs: 1,
  runMs: null,
  progress: null,
  error: null,
  events: [],
  artifacts: [],
  payloadBytes: null,
  resultsBytes: null,
  observedAt: 3,
};

test("a frame changes the tile of its job and no other", () => {
  const wall = [createTile(one, null), createTile(two, null)];
  const [first, second] = applyToWall(wall, { event: "job", data: job });
  expect(first?.job).toMatchObject({ id: "job_1", status: "running" });
  expect(second).toBe(wall[1]);
});

test("a job is not shown as it was before it was drawn", () => {
  const drawn = [createTile(one, { ...job, status: "succeeded", observedAt: 20 })];
  const [tile] = applyToWall(drawn, { event: "job", data: { ...job, observedAt: 10 } });
  expect(tile).toBe(drawn[0]);
});

test("a job that cannot be watched any more has no live link on the wall", () => {
  const link = { state: "live", since: 5, detail: null, retryAt: null } as const;
  const drawn = [{ ...createTile(one, job), link }];
  const problem = toProblemDocument(new ProblemError("internal", "It broke."), "live");
  const [tile] = applyToWall(drawn, { event: "problem", data: { ...problem, ...one } });
  expect(tile?.link).toMatchObject({ state: "stale", since: job.observedAt });
});

test("a tile says what the job said last, be it an event or progress", () => {
  let wall = applyToWall([createTile(one, null)], { event: "job", data: job });
  const progress = { fraction: 0.5, message: "Page 5 of 10" };
  wall = applyToWall(wall, { event: "progress", data: { ...one, progress } });
  expect(wall[0]).toMatchObject({ message: "Page 5 of 10", job: { progress: { fraction: 0.5 } } });
});

test("jobs that have ended are not watched, those nobody knows yet are", () => {
  const ended = applyToWall([createTile(one, null)], {
    event: "job",
    data: { ...job, status: "failed" },
  });
  expect(toWatched([...ended, createTile(two, null)])).toEqual([
    "figur:01ARZ3NDEKTSV4RRFFQ69G5FAV",
  ]);
  expect(describeWall(ended)).toEqual(["1 failed"]);
});

test("the counts are of every tile that has something to say, also of those that cannot be shown", () => {
  const problem = toProblemDocument(new ProblemError("not_found", "There is none."), "1");
  const wall = [createTile(one, job), createTile(two, null)];
  const told = applyToWall(wall, { event: "problem", data: { ...problem, ...two } });
  expect(describeWall(told)).toEqual(["1 running", "1 cannot be shown"]);
});

test("a job whose end is known from a list alone is watched until it is read", () => {
  const listed = createTile(one, { ...job, status: "failed" }, false);
  expect(toWatched([listed])).toEqual(["bedrock:job_1"]);
  const problem = toProblemDocument(new ProblemError("not_found", "It is gone."), "1");
  const [kept] = applyToWall([listed], { event: "problem", data: { ...problem, ...one } });
  expect(kept?.problem).toBeNull();
  const data = { ...job, status: "failed", error: { code: "bad", message: "No scale." } } as const;
  const read = applyToWall([listed], { event: "job", data });
  expect(read[0]?.job?.error?.code).toBe("bad");
  expect(toWatched(read)).toEqual([]);
});

test("the address of a wall names its jobs in order", () => {
  expect(toWallPath([one, two])).toBe(
    "/watch?job=bedrock:job_1&job=figur:01ARZ3NDEKTSV4RRFFQ69G5FAV",
  );
  expect(toWallPath([])).toBe("/watch");
});

test.each([
  ["job_1", "bedrock"],
  ["job_01J8P0ABCDEFGHJKMNPQRSTVWX", "bedrock"],
  ["3c90c3cc-0d44-4b50-8888-8dd25736052a", "unstructured"],
] as const)("jobs like %s stand on as many walls as addresses can name", (id, source) => {
  const refs: JobRef[] = Array.from({ length: 500 }, () => ({ source, id }));
  const walls = toWalls(refs);
  expect(walls.flat()).toEqual(refs);
  for (const wall of walls) {
    expect(wall.length).toBeLessThanOrEqual(maxWatchedJobs);
    expect(toWallPath(wall).length).toBeLessThanOrEqual(maxAddressLength + "/watch?".length);
  }
});
