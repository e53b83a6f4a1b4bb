import { afterEach, beforeEach, expect, test } from "vitest";
import type { JobRef } from "#lib/domain/job.ts";
import { buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { findByPrefix } from "./find-by-prefix.ts";

const bedrock: JobRef = { source: "bedrock", id: "job_01J8P0ABCDEFGHJKMNPQRSTVWX" };
const mixed: JobRef = { source: "bedrock", id: "job_01Abcdef" };
const figur: JobRef = { source: "figur", id: "01JD2Z5Z7K8YV4Q3M2N1P0R9ST" };
const uuid: JobRef = { source: "unstructured", id: "6f1c2d3e-1111-4222-8333-444455556666" };
let store: Store;

beforeEach(async () => {
  store = await openStore("file::memory:");
  for (const ref of [bedrock, mixed, figur, uuid]) await store.ingest(buildFact(ref));
});
afterEach(() => store.close());

test.each([
  ["job_01J8P0", bedrock],
  ["JOB_01J8P0", bedrock],
  ["job_01j8p0", bedrock],
  ["Job_01j8P0", bedrock],
  [` ${bedrock.id}\n`, bedrock],
  ["job_01Abc", mixed],
  ["JOB_01Abc", mixed],
  ["01JD2Z", figur],
  ["01jd2z", figur],
  ["6f1c2d3e-11", uuid],
  ["6F1C2D3E-11", uuid],
])("%j finds the one job whose ID begins so, whatever its letter case", async (text, { id }) => {
  expect((await findByPrefix(store, text)).map((job) => job.id)).toEqual([id]);
});

test.each(["", "job", "job_02", "01J8P0", "job_%", "job_01J8P0 job_01Abc", "j".repeat(129)])(
  "%j finds nothing",
  async (text) => {
    expect(await findByPrefix(store, text)).toEqual([]);
  },
);

test("of many no more than eight are told, each once", async () => {
  for (let at = 0; at < 12; at++)
    await store.ingest(buildFact({ id: `job_77${String(at).padStart(2, "0")}` }));
  const ids = (await findByPrefix(store, "JOB_77")).map(({ id }) => id);
  expect(new Set(ids).size).toBe(8);
  expect(ids).toHaveLength(8);
});

test("the job of just this ID comes first, however many begin so", async () => {
  const ids = Array.from({ length: 12 }, (_, at) => `job_88A${"0".repeat(at)}`);
  for (const id of ids) await store.ingest(buildFact({ id }));
  const found = (await findByPrefix(store, "JOB_88a")).map(({ id }) => id);
  expect(found[0]).toBe("job_88A");
  expect(found).toHaveLength(8);
  expect(new Set(found).size).toBe(8);
});
