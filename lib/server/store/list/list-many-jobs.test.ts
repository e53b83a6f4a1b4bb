import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toFingerprint } from "#lib/domain/durations/fingerprint.ts";
import { jobStatuses, type JobStatus, type JobSummary } from "#lib/domain/job.ts";
import { type ListFilter, listOrders, type Selection } from "#lib/domain/list-filter.ts";
import { compareJobs } from "#lib/domain/list-query/compare-jobs.ts";
import { matchesFilter } from "#lib/domain/list-query/matches-filter.ts";
import { buildFact } from "../build-fact.ts";
import { createTestDatabase, type TestDatabase } from "../create-test-database.ts";
import { openStore, type Store } from "../open-store.ts";
import { seedJobs } from "../seed-jobs.ts";

const now = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;

let database: TestDatabase;
let store: Store;
let all: JobSummary[];

/** Numbers from 0 to below 1, the same at each run. */
function createRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

beforeAll(async () => {
  database = await createTestDatabase();
  await (await openStore(database.url)).close();
  await seedJobs(database.url, { count: 32_000, now, random: createRandom() });
  store = await openStore(database.url);
  all = await listAll({}, 500);
}, 120_000);

afterAll(async () => {
  await store.close();
  await database.remove();
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

function isLetThrough<T>(selection: Selection<T> | undefined, value: T): boolean {
  const { include, exclude } = selection ?? { include: [], exclude: [] };
  return (include.length === 0 || include.includes(value)) && !exclude.includes(value);
}

function isWanted(job: JobSummary, filter: ListFilter): boolean {
  const isInside = (at: number | null, { after, before }: ListFilter["created"] = {}) =>
    (after === undefined && before === undefined) ||
    (at !== null && at > (after ?? -Infinity) && at < (before ?? Infinity));
  const q = (filter.q ?? "").toLowerCase();
  const texts = [job.id, job.type, job.error?.code, job.error?.message];
  const isLong = (ms: number | null, { minMs, maxMs }: NonNullable<ListFilter["wait"]> = {}) =>
    (minMs === undefined && maxMs === undefined) ||
    (ms !== null && ms >= (minMs ?? 0) && ms <= (maxMs ?? Infinity));
  const { createdAt, finishedAt } = job;
  const tookMs = createdAt === null || finishedAt === null ? null : finishedAt - createdAt;
  return (
    isLetThrough(filter.source, job.source) &&
    isLetThrough(filter.status, job.status) &&
    isLetThrough(filter.type, job.type) &&
    isLetThrough(filter.project, job.project?.id ?? null) &&
    isLetThrough(filter.target, job.target?.id ?? null) &&
    isLetThrough(filter.parent, job.parentId) &&
    isInside(job.createdAt, filter.created) &&
    isInside(job.finishedAt, filter.ended) &&
    isLong(job.runMs, filter.duration) &&
    isLong(job.queueMs, filter.wait) &&
    isLong(tookMs, filter.total) &&
    !(filter.except?.created ?? []).some((each) => isInside(job.createdAt, each)) &&
    !(filter.except?.ended ?? []).some((each) => isInside(job.finishedAt, each)) &&
    !(filter.except?.duration ?? []).some((each) => isLong(job.runMs, each)) &&
    !(filter.except?.wait ?? []).some((each) => isLong(job.queueMs, each)) &&
    !(filter.except?.total ?? []).some((each) => isLong(tookMs, each)) &&
    isLetThrough(filter.failure, toFingerprint(job) ?? "") &&
    (filter.ids?.includes(job.id) ?? true) &&
    !(filter.notQ ?? []).some((each) => texts.some((text) => holds(text, each))) &&
    (q === "" || texts.some((text) => holds(text, q)))
  );
}

const holds = (text: string | undefined, part: string) =>
  text?.toLowerCase().includes(part.toLowerCase());

const selectionOf = <T>(...values: T[]) =>
  fc.record({
    include: fc.oneof(fc.constant<T[]>([]), fc.subarray(values, { maxLength: 3 })),
    exclude: fc.oneof(fc.constant<T[]>([]), fc.subarray(values, { maxLength: 2 })),
  });
const instant = fc.integer({ min: 0, max: 90 }).map((days) => now - days * dayMs);
const range = fc.record({ after: instant, before: instant }, { requiredKeys: [] });
const durationMs = fc.constantFrom(0, 500, 5_000, 60_000, 600_000, 1_100_000);
const lengths = fc.record({ minMs: durationMs, maxMs: durationMs }, { requiredKeys: [] });
/** At least one end: what leaves out a range without ends leaves out nothing that could be asked for. */
const someOf = <T extends object>(range: fc.Arbitrary<T>) =>
  fc.array(
    range.filter((each) => Object.keys(each).length > 0),
    { minLength: 1, maxLength: 3 },
  );
const exceptions = fc.record(
  {
    created: someOf(range),
    ended: someOf(range),
    duration: someOf(lengths),
    wait: someOf(lengths),
    total: someOf(lengths),
  },
  { requiredKeys: [] },
);
const failures = ["TIMEOUT", "UPSTREAM"].map((code) => `${code}: Page … of the drawing is empty`);
const filterNames = [
  ...["wait", "total", "failure", "ids", "notQ", "except"],
  ...["source", "status", "type", "project", "target", "parent"],
  ...["created", "ended", "duration", "q", "sort"],
];
const toId = (at: number) => all[at]?.id ?? "job_none";
const someFilter: fc.Arbitrary<ListFilter> = fc.record(
  {
    source: selectionOf("bedrock" as const, "unstructured" as const, "figur" as const),
    status: selectionOf<JobStatus>(...jobStatuses),
    type: selectionOf("parse", "mask", "export.pdf", "sheet.preprocess", "none such"),
    project: selectionOf<string | null>(null, "prj_1", "prj_2", "prj_40", "prj_199"),
    target: selectionOf<string | null>(null, "blk_0", "blk_1", "blk_4990"),
    parent: selectionOf<string | null>(null, "job_parent_7", "job_parent_8"),
    created: range,
    ended: range,
    wait: lengths,
    total: lengths,
    failure: selectionOf(...failures, "none such"),
    ids: fc.array(fc.nat(7_999), { maxLength: 5 }).map((places) => places.map((at) => toId(at))),
    notQ: fc.subarray(["page 4", "TIMEOUT", "Z", "overlay.", "%"], { minLength: 1, maxLength: 2 }),
    duration: lengths,
    except: exceptions,
    q: fc.constantFrom("page 41", "TIMEOUT", "AB", "7q", "job_A", "overlay.", "%", "e is e", "é"),
    sort: fc.record({ by: fc.constantFrom(...listOrders), descending: fc.boolean() }),
  },
  { requiredKeys: [] },
);
/** With all conditions at once nothing would be left. */
const fewConditions = fc
  .tuple(someFilter, fc.subarray(filterNames, { minLength: 1, maxLength: 3 }))
  .map(([filter, names]): ListFilter =>
    Object.fromEntries(Object.entries(filter).filter(([name]) => names.includes(name))),
  );

test("whatever is asked of many jobs, just those come, once each, in order, and the counts fit", async () => {
  await fc.assert(
    fc.asyncProperty(fewConditions, fc.integer({ min: 20, max: 500 }), async (filter, limit) => {
      const wanted = all.filter((job) => isWanted(job, filter));
      const first = await store.listJobs({ ...filter, limit: 1 });
      if (first.isTotalExact) expect(first.total).toBe(wanted.length);
      else expect(first.total).toBeLessThanOrEqual(wanted.length);
      const page = await store.listJobs({ ...filter, limit: 500 });
      expect(page.total).toBeGreaterThanOrEqual(page.jobs.length);
      if (page.next === null)
        expect(page).toMatchObject({ total: wanted.length, isTotalExact: true });
      const jobs = await listAll(filter, wanted.length > 2_000 ? 500 : limit);
      const sorted = wanted.toSorted((a, b) => compareJobs(a, b, filter.sort));
      expect(jobs.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
      expect(all.filter((job) => matchesFilter(job, filter))).toHaveLength(wanted.length);
    }),
    { numRuns: 30, examples: [[{ total: {}, wait: {}, ended: {} }, 20]] },
  );
}, 240_000);

test("the jobs of a status are counted by themselves where there are too many without it", async () => {
  const filter: ListFilter = { q: "job_", status: { include: ["running"], exclude: [] } };
  const wanted = all.filter((job) => isWanted(job, filter)).length;
  expect(wanted).toBeGreaterThan(5);
  const page = await store.listJobs({ ...filter, limit: 5 });
  expect(page).toMatchObject({ total: wanted, isTotalExact: true, isCountExact: false });
  expect(page.counts.running).toBe(wanted);
});

test("a store of some thousand jobs is counted whole, whatever is asked", async () => {
  const other = await createTestDatabase();
  await (await openStore(other.url)).close();
  await seedJobs(other.url, { count: 4_000, now, random: createRandom() });
  const small = await openStore(other.url);
  const page = await small.listJobs({ q: "job_", limit: 1 });
  expect(page).toMatchObject({ total: 4_000, isTotalExact: true, isCountExact: true });
  await small.close();
  await other.remove();
});

test("a job that its upstream dates as ended before it was created is found by its end", async () => {
  const finishedAt = now - 200 * dayMs;
  const fields = { createdAt: now - dayMs, finishedAt, status: "failed" } as const;
  await store.ingest(buildFact({ id: "job_skewed", fields: { ...fields, type: "parse" } }));
  const { jobs } = await store.listJobs({ ended: { before: finishedAt + dayMs } });
  expect(jobs.map(({ id }) => id)).toEqual(["job_skewed"]);
});
