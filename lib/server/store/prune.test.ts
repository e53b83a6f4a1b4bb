import { afterEach, beforeEach, expect, test } from "vitest";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { buildDocument, buildFact } from "./build-fact.ts";
import { createTestDatabase, type TestDatabase } from "./create-test-database.ts";
import { openStore, type Store } from "./open-store.ts";

let database: TestDatabase;
let store: Store;

beforeEach(async () => {
  database = await createTestDatabase();
  store = await openStore(database.url);
});

afterEach(async () => {
  await store.close();
  await database.remove();
});

const buildEnded = (id: string, finishedAt: number) =>
  buildFact({
    id,
    fields: { type: "parse", status: "succeeded", createdAt: 1, startedAt: 2, finishedAt },
    document: buildDocument("1", "2"),
  });

test("jobs that ended long ago go in small steps, the oldest first, with all that was kept of them", async () => {
  await store.ingestAll([5, 3, 4, 90].map((at) => buildEnded(`job_${at}`, at)));
  await store.ingest(buildFact({ id: "job_open" }));
  const step = { endedBefore: 50, limit: 2 };
  expect(await store.prune(step)).toBe(2);
  expect(await store.findJob({ source: "bedrock", id: "job_3" })).toBeUndefined();
  expect(await store.findJob({ source: "bedrock", id: "job_5" })).toBeDefined();
  expect(await store.prune(step)).toBe(1);
  expect(await store.prune(step)).toBe(0);
  const { jobs, total, counts } = await store.listJobs({});
  expect(jobs.map(({ id }) => id).toSorted()).toEqual(["job_90", "job_open"]);
  expect([total, counts.succeeded, counts.running]).toEqual([2, 1, 1]);
  expect((await store.listJobs({ q: "job_5" })).jobs).toEqual([]);
  const gone = { source: "bedrock", id: "job_5" } as const;
  expect(await store.getDocumentPart(gone, "raw")).toBeUndefined();
});

test("jobs without a known end go by the latest that is known of them, open ones and undated ones never", async () => {
  const build = (id: string, fields: JobFact["fields"]) =>
    buildFact({ id, fields: { type: "parse", status: "failed", ...fields }, events: [] });
  await store.ingestAll([
    build("created", { createdAt: 3 }),
    build("updated", { createdAt: 1, updatedAt: 4 }),
    build("updated_late", { createdAt: 1, updatedAt: 60 }),
    build("ended_late", { createdAt: 1, finishedAt: 60 }),
    build("ended", { createdAt: 1, finishedAt: 2 }),
    build("undated", { createdAt: null }),
    build("open", { createdAt: 1, status: "running" }),
    build("odd", { createdAt: 1, status: "unknown", rawStatus: "PAUSED" }),
  ]);
  const prune = () => store.prune({ endedBefore: 50, limit: 2 });
  expect([await prune(), await prune(), await prune()]).toEqual([2, 1, 0]);
  const { jobs, total, counts } = await store.listJobs({});
  const left = ["ended_late", "odd", "open", "undated", "updated_late"];
  expect(jobs.map(({ id }) => id).toSorted()).toEqual(left);
  expect([total, counts.failed]).toEqual([5, 3]);
});
