import fc from "fast-check";
import { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { outcomes } from "#lib/domain/durations/job-sample.ts";
import { ceilTo, floorTo, levelMs, toSlotRuns } from "#lib/domain/durations/rollup-level.ts";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { sourceNames } from "#lib/domain/job.ts";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { buildFact } from "../build-fact.ts";
import { parseDatabaseUrl } from "../connection/database-url.ts";
import { createTestDatabase, type TestDatabase } from "../create-test-database.ts";
import { openStore, type Store } from "../open-store.ts";
import type { Schema } from "../schema.ts";

const start = Date.UTC(2026, 0, 1);
const end = start + 60 * levelMs.day;
const runs = toSlotRuns(floorTo(levelMs.hour, start), ceilTo(levelMs.hour, end));

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

const instant = fc.option(fc.integer({ min: start, max: end }), { nil: null });
/** What may be said about one of a few jobs: sooner or later, of another type or outcome, with clocks in any order. */
const factArbitrary: fc.Arbitrary<JobFact> = fc
  .record({
    source: fc.constantFrom(...sourceNames),
    id: fc.constantFrom("job_1", "job_2", "job_3", "job_4"),
    observedAt: fc.integer({ min: 0, max: 50 }),
    origin: fc.constantFrom("read" as const, "list" as const),
    status: fc.constantFrom(...outcomes, "running" as const),
    type: fc.constantFrom("parse", "overlay"),
    project: fc.constantFrom(null, { id: "prj_1", name: null }, { id: "prj_2", name: null }),
    createdAt: instant,
    startedAt: instant,
    finishedAt: instant,
    message: fc.constantFrom("sheet 4 is gone", "sheet 17 is gone", "no memory"),
  })
  .map(({ source, id, observedAt, origin, message, ...fields }) => {
    const error = fields.status === "failed" ? { code: "E", message } : null;
    const said = { ...fields, rawStatus: fields.status, error };
    return buildFact({ source, id, observedAt, origin, fields: said });
  });

const filters: ListFilter[] = [
  {},
  { type: { include: ["parse"], exclude: [] } },
  { project: { include: [null], exclude: [] } },
  { type: { include: [], exclude: ["parse"] }, project: { include: ["prj_1"], exclude: [] } },
  { source: { include: ["figur"], exclude: [] }, status: { include: ["failed"], exclude: [] } },
];

async function readEverything() {
  const parts = filters.map(async (filter) => ({
    rollups: (await store.durations.read(filter, runs))
      .map((rollup) => JSON.stringify(rollup))
      .toSorted(),
    byProject: (await store.durations.read(filter, runs, { by: "project", maxParts: 50 }))
      .map((rollup) => JSON.stringify(rollup))
      .toSorted(),
    failures: await store.durations.countFailures(filter, runs),
  }));
  return await Promise.all(parts);
}

describe("the rollups", () => {
  test("are the same as if they were counted anew, whatever came late, twice or corrected", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(factArbitrary, { maxLength: 6 }), { maxLength: 6 }),
        async (batches) => {
          for (const batch of batches) await store.ingestAll(batch);
          const kept = await readEverything();
          await store.durations.rebuild();
          expect(await readEverything()).toEqual(kept);
        },
      ),
      { numRuns: 20 },
    );
  });

  test("are the same as if they were counted anew after jobs were deleted, also those that are read again", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(factArbitrary, { minLength: 2, maxLength: 8 }),
        instant,
        async (facts, endedBefore) => {
          await store.ingestAll(facts);
          await store.prune({ endedBefore: endedBefore ?? end + 1, limit: 3 });
          await store.ingestAll(facts.slice(0, 2));
          const kept = await readEverything();
          await store.durations.rebuild();
          expect(await readEverything()).toEqual(kept);
        },
      ),
      { numRuns: 10 },
    );
  });

  test("count each job that ended once, in each filter that lets it through", async () => {
    const ended = { createdAt: start, startedAt: start + 5, finishedAt: start + 10 };
    await store.ingestAll([
      buildFact({ id: "a", fields: { ...ended, status: "succeeded" } }),
      buildFact({ id: "b", fields: { ...ended, status: "failed" } }),
      buildFact({ id: "c", fields: { ...ended, status: "running", finishedAt: null } }),
    ]);
    const sum = async (filter: ListFilter) =>
      (await store.durations.read(filter, runs)).reduce((total, { jobs }) => total + jobs, 0);
    expect(await sum({})).toBe(2);
    expect(await sum({ status: { include: [], exclude: ["failed"] } })).toBe(1);
    expect(await sum({ type: { include: ["parse"], exclude: [] } })).toBe(2);
    expect(await sum({ type: { include: ["other"], exclude: [] } })).toBe(0);
    expect(await sum({ project: { include: [null], exclude: [] } })).toBe(2);
    expect(await sum({ project: { include: ["prj_1"], exclude: [] } })).toBe(0);
  });

  test("of a breakdown give the parts with the most jobs", async () => {
    const ended = { status: "succeeded", createdAt: start, finishedAt: start + 10 } as const;
    await store.ingestAll(
      ["a", "b", "b", "c", "c", "c"].map((type, index) =>
        buildFact({ id: `job_${index}`, fields: { ...ended, type } }),
      ),
    );
    const rollups = await store.durations.read({}, runs, { by: "type", maxParts: 2 });
    expect(new Set(rollups.map(({ type }) => type))).toEqual(new Set(["b", "c"]));
  });
});

test("kinds of failure are counted apart from their numbers, and their jobs found", async () => {
  const fail = (id: string, message: string, finishedAt: number) =>
    buildFact({
      id,
      fields: { status: "failed", createdAt: start, finishedAt, error: { code: "E", message } },
    });
  await store.ingestAll([
    fail("a", "sheet 4 is gone", start + 10),
    fail("b", "sheet 17 is gone", start + 30),
    fail("c", "no memory", start + 20),
  ]);
  expect(await store.durations.countFailures({}, runs)).toEqual([
    { fingerprint: "E: sheet … is gone", jobs: 2 },
    { fingerprint: "E: no memory", jobs: 1 },
  ]);
  const fingerprint = "E: sheet … is gone";
  const ended = { after: start - 1, before: end };
  const found = await store.durations.listFailed({ ended }, { fingerprint, limit: 3 });
  expect(found.map(({ id }) => id)).toEqual(["b", "a"]);
  expect(await store.durations.findFailureSpan(fingerprint)).toEqual({
    firstAt: start + 10,
    lastAt: start + 30,
  });
});

test("of one moment, the rollups and the jobs that ended last know the same jobs, while others end", async () => {
  const ended = { status: "succeeded", createdAt: start, finishedAt: start + 10 } as const;
  const endMany = async () => {
    for (let id = 0; id < 60; id += 1)
      await store.ingest(buildFact({ id: `job_${id}`, fields: ended }));
  };
  const readMany = async () => {
    for (let round = 0; round < 40; round += 1) {
      const [counted, told] = await store.durations.atOneMoment(async (durations) => {
        const rollups = await durations.read({}, runs);
        const last = await durations.listLastEnded({}, { since: start, limit: 100 });
        return [rollups.reduce((sum, { jobs }) => sum + jobs, 0), last.length];
      });
      expect(told).toBe(counted);
    }
  };
  await Promise.all([endMany(), readMany()]);
});

test("the slowest, the oldest waiting and the last ended jobs are found", async () => {
  await store.ingestAll([
    ...[70, 50, 90].map((runMs, index) =>
      buildFact({
        id: `job_${index}`,
        fields: {
          status: "succeeded",
          createdAt: start,
          startedAt: start + index,
          finishedAt: start + index + runMs,
        },
      }),
    ),
    ...[30, 10, 20].map((createdAt) =>
      buildFact({ id: `wait_${createdAt}`, fields: { status: "queued", createdAt } }),
    ),
  ]);
  const ended = { after: start - 1, before: end };
  const slowest = await store.durations.listSlowest({ ended }, { minRunMs: 60, limit: 5 });
  expect(slowest.map(({ id }) => id)).toEqual(["job_2", "job_0"]);
  const waiting = await store.durations.listWaiting({}, { limit: 2 });
  expect(waiting.total).toBe(3);
  expect(waiting.oldest.map(({ id }) => id)).toEqual(["wait_10", "wait_20"]);
  const last = await store.durations.listLastEnded({}, { since: start + 60, limit: 5 });
  expect(last.map(({ id }) => id)).toEqual(["job_2", "job_0"]);
});

test("the text of a failure goes with the last job that failed so", async () => {
  const listTexts = async () => {
    const { dialect } = parseDatabaseUrl(database.url).open((error) =>
      expect.unreachable(String(error)),
    );
    const db = new Kysely<Schema>({ dialect });
    const groups = db.selectFrom("rollup_groups").select("fingerprint").distinct();
    const rows = await groups.where("fingerprint", "is not", null).orderBy("fingerprint").execute();
    await db.destroy();
    return rows.map(({ fingerprint }) => fingerprint);
  };
  const fail = (id: string, message: string, finishedAt: number) =>
    buildFact({ id, fields: { status: "failed", finishedAt, error: { code: "E", message } } });
  await store.ingestAll([
    fail("a", "old", start + 1),
    fail("b", "both", start + 2),
    fail("c", "both", start + 90),
  ]);
  expect(await listTexts()).toEqual(["E: both", "E: old"]);
  await store.prune({ endedBefore: start + 50, limit: 9 });
  expect(await listTexts()).toEqual(["E: both"]);
  expect(await store.durations.countFailures({}, runs)).toEqual([
    { fingerprint: "E: both", jobs: 1 },
  ]);
  await store.durations.rebuild();
  expect(await listTexts()).toEqual(["E: both"]);
});
