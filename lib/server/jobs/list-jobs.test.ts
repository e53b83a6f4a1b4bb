import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jobStatuses, type JobSummary } from "#lib/domain/job.ts";
import { compareJobs } from "#lib/domain/list-query/compare-jobs.ts";
import { matchesFilter } from "#lib/domain/list-query/matches-filter.ts";
import { parseListParams } from "#lib/domain/list-query/parse-list-params.ts";
import { buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { listJobs } from "./list-jobs.ts";

let store: Store;
const now = 3_600_104;
const types = ["overlay.generate", "overlay.change", "Parse_100%", "sheet"];

const toFact = (index: number) =>
  buildFact({
    id: `job_${String(index).padStart(3, "0")}`,
    source: index % 7 === 0 ? "figur" : "bedrock",
    fields: {
      type: types[index % 4] ?? "",
      status: jobStatuses[index % 5] ?? "unknown",
      project: index % 3 === 0 ? null : { id: `prj_${index % 3}`, name: null },
      target: index % 4 === 0 ? null : { type: "Block", id: `blk_${index % 4}` },
      parentId: index > 0 && index < 40 ? "job_000" : null,
      createdAt: index === 79 ? null : Math.floor(index / 4),
      startedAt: 100,
      finishedAt: index % 5 < 2 ? null : 100 + (index % 11),
      error: index % 5 === 4 ? { code: "BAD_INPUT", message: `Page ${index} is empty` } : null,
    },
  });

beforeAll(async () => {
  store = await openStore("file::memory:");
  await store.ingestAll(Array.from({ length: 80 }, (_, index) => toFact(index)));
});
afterAll(async () => store.close());

async function listAll(search: string, pageSize: number): Promise<JobSummary[]> {
  const jobs: JobSummary[] = [];
  let cursor: string | null = null;
  do {
    const params = new URLSearchParams(search);
    params.set("limit", String(pageSize));
    if (cursor !== null) params.set("cursor", cursor);
    const { data, meta } = await listJobs(store, params, now);
    jobs.push(...data);
    cursor = meta.next;
  } while (cursor !== null);
  return jobs;
}

const condition = fc.constantFrom(
  ...["source=figur", "source=-figur", "status=failed", "status=-queued", "type=overlay.*"],
  ...["type=-overlay.*", "type=sheet", "type=nothing.*", "project=", "project=-", "project=-prj_1"],
  ...["target=blk_1", "parent=job_000", "parent=-job_000", "id=job_004&id=job_011", "q=PAGE+1"],
  ...[
    "q=_100%25",
    "not_q=overlay",
    "not_q=job_00&not_q=BAD",
    "created_after=5",
    "created_before=9",
  ],
  ...["ended_after=102", "ended_after=1h", "min_duration=2", "max_duration=5"],
);

describe("a list", () => {
  test("holds what the browser's own reading of the filter says, in its order", async () => {
    const all = await listAll("", 200);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(condition, { maxLength: 3, selector: (each) => each.split("=", 1)[0] }),
        fc.constantFrom("", "created", "ended", "-ended", "duration", "-duration"),
        fc.integer({ min: 1, max: 90 }),
        async (conditions, sort, pageSize) => {
          const search = [...conditions, `sort=${sort}`].join("&");
          const { filter, errors } = parseListParams(new URLSearchParams(search), now);
          expect(errors).toEqual([]);
          const wanted = all
            .filter((job) => matchesFilter(job, filter))
            .toSorted((a, b) => compareJobs(a, b, filter.sort));
          expect((await listAll(search, pageSize)).map(({ id }) => id)).toEqual(
            wanted.map(({ id }) => id),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test("goes on with the clock of its first page, so that “an hour ago” stays the same filter", async () => {
    const search = new URLSearchParams("ended_after=1h&limit=3");
    const { meta } = await listJobs(store, search, now);
    search.set("cursor", meta.next ?? "");
    const next = await listJobs(store, search, now + 60_000);
    expect(next.meta.asOf).toBe(now);
    expect(next.data).toHaveLength(3);
  });

  test("answers what makes no sense with a problem that names each place", async () => {
    const params = new URLSearchParams("status=oops&limit=9999");
    await expect(listJobs(store, params, now)).rejects.toMatchObject({
      code: "bad_request",
      errors: [{ path: "status[0]" }, { path: "limit" }],
    });
  });

  test("takes SQL in any field for what it is: a text that no job has", async () => {
    const sql = "x' OR '1'='1'; DROP TABLE jobs; --";
    for (const name of ["type", "project", "target", "parent", "id", "q"]) {
      const { meta } = await listJobs(store, new URLSearchParams([[name, sql]]), now);
      expect(meta.total).toBe(0);
    }
    const { meta } = await listJobs(store, new URLSearchParams([["not_q", sql]]), now);
    expect(meta.total).toBe(80);
    for (const name of ["source", "status", "created_after", "min_duration", "sort", "cursor"])
      await expect(listJobs(store, new URLSearchParams([[name, sql]]), now)).rejects.toMatchObject({
        code: "bad_request",
      });
  });
});

test("pages never skip or repeat a job that was there all along, while others come, change and end", async () => {
  const busy = await openStore("file::memory:");
  await busy.ingestAll(Array.from({ length: 80 }, (_, index) => toFact(index)));
  const seen: string[] = [];
  let cursor: string | null = null;
  let round = 0;
  do {
    const params = new URLSearchParams("limit=7");
    if (cursor !== null) params.set("cursor", cursor);
    const { data, meta } = await listJobs(busy, params, now);
    seen.push(...data.map(({ id }) => id));
    cursor = meta.next;
    round += 1;
    await busy.ingestAll([
      buildFact({ id: `job_new_${round}`, source: "bedrock", fields: { createdAt: 500 + round } }),
      buildFact({ id: `job_old_${round}`, source: "bedrock", fields: { createdAt: 3 } }),
      ...[5, 10, 65].map((index) =>
        buildFact({
          id: toFact(index).id,
          source: toFact(index).source,
          observedAt: 10_000 + round,
          fields: { status: "canceled", progress: { fraction: null, message: `round ${round}` } },
        }),
      ),
    ]);
  } while (cursor !== null);
  await busy.close();
  const known = Array.from({ length: 80 }, (_, index) => toFact(index).id);
  expect(known.filter((id) => !seen.includes(id))).toEqual([]);
  expect(new Set(seen).size).toBe(seen.length);
});

test("a type that came a moment ago is found by its beginning", async () => {
  const young = await openStore("file::memory:");
  const search = new URLSearchParams("type=story.*");
  const list = async () => (await listJobs(young, search, now)).meta.total;
  expect(await list()).toBe(0);
  await young.ingest(buildFact({ fields: { type: "story.first" } }));
  expect(await list()).toBe(1);
  await young.ingest(buildFact({ id: "job_other", fields: { type: "story.second" } }));
  expect(await list()).toBe(2);
  await young.close();
});
