import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JobFact } from "#lib/domain/job-fact.ts";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { listOrders } from "#lib/domain/list-filter.ts";
import type { JobStatus, JobSummary } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { buildFact } from "../build-fact.ts";
import { createTestDatabase, type TestDatabase } from "../create-test-database.ts";
import { openStore, type Store } from "../open-store.ts";

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore(database.url);
});

afterAll(async () => {
  await store.close();
  await database.remove();
});

const statuses: JobStatus[] = ["queued", "running", "succeeded", "failed", "partial"];
const facts: JobFact[] = Array.from({ length: 120 }, (_, index) =>
  buildFact({
    id: `job_${String(index).padStart(3, "0")}`,
    source: index % 7 === 0 ? "figur" : "bedrock",
    fields: {
      type: index % 2 === 0 ? "sheet.preprocess" : "Parse_100%",
      status: statuses[index % 5] ?? "unknown",
      project: index % 3 === 0 ? null : { id: `prj_${index % 3}`, name: null },
      target: index % 4 === 0 ? null : { type: "Block", id: `blk_${index % 4}` },
      parentId: index > 0 && index < 60 ? "job_000" : null,
      createdAt: index === 119 ? null : Math.floor(index / 4),
      startedAt: 100,
      finishedAt: 100 + (index % 11),
      error: index % 5 === 3 ? { code: "BAD_INPUT", message: `Page ${index} is empty` } : null,
    },
  }),
);

beforeAll(async () => {
  await store.ingestAll(facts);
});

async function listAll(filter: ListFilter, limit: number): Promise<JobSummary[]> {
  const jobs: JobSummary[] = [];
  let cursor: string | null = null;
  do {
    const page = await store.listJobs({ ...filter, limit, ...(cursor !== null && { cursor }) });
    jobs.push(...page.jobs);
    cursor = page.next;
  } while (cursor !== null);
  return jobs;
}

describe("pages", () => {
  test("hold every job once, in order, whatever the sort and the size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...listOrders),
        fc.boolean(),
        fc.integer({ min: 1, max: 130 }),
        async (by, descending, limit) => {
          const jobs = await listAll({ sort: { by, descending } }, limit);
          expect(new Set(jobs.map(({ id }) => id)).size).toBe(120);
          expect(jobs).toHaveLength(120);
          const last = descending ? -1 : Infinity;
          const values = jobs.map(
            (job) =>
              ({ created: job.createdAt, ended: job.finishedAt, duration: job.runMs })[by] ?? last,
          );
          const sorted = values.toSorted((a, b) => (descending ? b - a : a - b));
          expect(values).toEqual(sorted);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("end with the jobs that lack the value, ascending as well", async () => {
    for (const descending of [true, false]) {
      const jobs = await listAll({ sort: { by: "created", descending } }, 50);
      expect(jobs.at(-1)?.createdAt).toBeNull();
    }
  });

  test("begin with the newest, 50 at a time, when nothing is asked", async () => {
    const { jobs, next, total } = await store.listJobs({});
    expect(jobs).toHaveLength(50);
    expect(jobs[0]).toMatchObject({ createdAt: 29 });
    expect(next).toMatch(/^[\w-]+$/);
    expect(total).toBe(120);
  });

  test("refuse the cursor of another filter or sort, and what is no cursor", async () => {
    const { next } = await store.listJobs({ limit: 5 });
    const cursor = next ?? "";
    const others: ListFilter[] = [
      { cursor, q: "x" },
      { cursor, sort: { by: "created", descending: false } },
      { cursor: "nonsense" },
      { cursor: "" },
    ];
    for (const filter of others)
      await expect(store.listJobs(filter)).rejects.toMatchObject({ code: "bad_request" });
    await expect(store.listJobs({ cursor: "!" })).rejects.toBeInstanceOf(ProblemError);
    const usual = { by: "created", descending: true } as const;
    for (const same of [{ limit: 9 }, { sort: usual }])
      await expect(store.listJobs({ cursor, ...same })).resolves.toMatchObject({ total: 120 });
  });
});

describe("a filter", () => {
  const cases: [string, ListFilter, (job: JobSummary) => boolean][] = [
    ["source", { source: { include: ["figur"], exclude: [] } }, (job) => job.source === "figur"],
    [
      "status",
      { status: { include: ["failed", "queued"], exclude: ["queued"] } },
      (job) => job.status === "failed",
    ],
    [
      "type to leave out",
      { type: { include: [], exclude: ["sheet.preprocess"] } },
      (job) => job.type !== "sheet.preprocess",
    ],
    [
      "project to leave out, jobs without one staying",
      { project: { include: [], exclude: ["prj_1"] } },
      (job) => job.project?.id !== "prj_1",
    ],
    [
      "no project, or this one",
      { project: { include: [null, "prj_2"], exclude: [] } },
      (job) => job.project === null || job.project.id === "prj_2",
    ],
    [
      "target",
      { target: { include: ["blk_1"], exclude: [] } },
      (job) => job.target?.id === "blk_1",
    ],
    ["no parent", { parent: { include: [null], exclude: [] } }, (job) => job.parentId === null],
    ["a parent", { parent: { include: [], exclude: [null] } }, (job) => job.parentId !== null],
    [
      "created range",
      { created: { after: 3, before: 9 } },
      ({ createdAt }) => createdAt !== null && createdAt > 3 && createdAt < 9,
    ],
    [
      "ended range",
      { ended: { after: 103 } },
      ({ finishedAt }) => finishedAt !== null && finishedAt > 103,
    ],
    [
      "duration",
      { duration: { minMs: 2, maxMs: 4 } },
      ({ runMs }) => runMs !== null && runMs >= 2 && runMs <= 4,
    ],
    [
      "ranges to leave out, jobs without the value staying",
      { except: { created: [{ after: 2, before: 5 }, { after: 20 }], duration: [{ maxMs: 3 }] } },
      ({ createdAt, runMs }) =>
        (createdAt === null || (createdAt <= 20 && !(createdAt > 2 && createdAt < 5))) &&
        (runMs === null || runMs > 3),
    ],
    ["text of an ID", { q: "JOB_01" }, (job) => job.id.startsWith("job_01")],
    [
      "text with a sign of the pattern language",
      { q: "_100%" },
      (job) => job.type === "Parse_100%",
    ],
    ["text that only looks like a pattern", { q: "e_1_0" }, () => false],
    ["error message", { q: "page 8 is" }, (job) => job.error?.message === "Page 8 is empty"],
    ["error code", { q: "bad_in" }, (job) => job.error !== null],
    [
      "several at once",
      {
        q: "parse",
        source: { include: ["bedrock"], exclude: [] },
        parent: { include: ["job_000"], exclude: [] },
      },
      (job) =>
        job.type.startsWith("Parse") && job.source === "bedrock" && job.parentId === "job_000",
    ],
  ];

  test.each(cases)("on %s lets through just what it names", async (_, filter, isWanted) => {
    const expected = (await listAll({}, 500)).filter(isWanted);
    expect(await listAll(filter, 7)).toEqual(expected);
    const { total } = await store.listJobs({ ...filter, limit: 1 });
    expect(total).toBe(expected.length);
  });

  test("counts by status what it would show without its own condition on status", async () => {
    const { counts, total } = await store.listJobs({
      source: { include: ["figur"], exclude: [] },
      status: { include: ["failed"], exclude: [] },
    });
    expect(total).toBe(counts.failed);
    const figur = facts.filter(({ source }) => source === "figur").length;
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(figur);
    expect(counts.canceled).toBe(0);
  });
});

describe("children", () => {
  const parent = { source: "bedrock", id: "job_000" } as const;

  test("come failed first, then partial, running and queued, oldest first", async () => {
    const { jobs, total, counts } = await store.listChildren(parent, { limit: 100 });
    expect(total).toBe(jobs.length);
    expect(Array.from(new Set(jobs.map(({ status }) => status)))).toEqual([
      "failed",
      "partial",
      "running",
      "queued",
      "succeeded",
    ]);
    const failed = jobs.slice(0, counts.failed).map(({ createdAt }) => createdAt ?? 0);
    expect(failed).toEqual(failed.toSorted((a, b) => a - b));
    const { jobs: few, total: all } = await store.listChildren(parent, { limit: 15 });
    expect(few).toEqual(jobs.slice(0, 15));
    expect(all).toBe(total);
  });

  test("remember when they were read, also those of a job not known yet", async () => {
    const unknown = { source: "figur", id: "nobody" } as const;
    const known = { source: "bedrock", id: "job_001" } as const;
    for (const ref of [known, unknown]) {
      expect(await store.findChildrenReadAt(ref)).toBeNull();
      await store.markChildrenRead(ref, 77);
      expect(await store.findChildrenReadAt(ref)).toBe(77);
    }
    expect(await store.findJob(unknown)).toBeUndefined();
    expect(await store.findReadAt(known)).toBe(1_000);
    await store.ingest(buildFact(unknown));
    expect(await store.findChildrenReadAt(unknown)).toBe(77);
  });
});

test("jobs are found by the beginning of their ID, whatever their source", async () => {
  const found = await store.findByIdPrefix("job_01", 100);
  expect(found.map(({ id }) => id)).toEqual(
    Array.from({ length: 10 }, (_, index) => `job_01${9 - index}`),
  );
  expect(new Set(found.map(({ source }) => source))).toEqual(new Set(["bedrock", "figur"]));
  expect(await store.findByIdPrefix("job_", 3)).toHaveLength(3);
  expect(await store.findByIdPrefix("JOB%", 3)).toEqual([]);
});
