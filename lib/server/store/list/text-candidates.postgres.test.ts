import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildFact } from "../build-fact.ts";
import { createTestDatabase, type TestDatabase } from "../create-test-database.ts";
import { openStore, type Store } from "../open-store.ts";
import { seedJobs } from "../seed-jobs.ts";

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

async function query(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

test("a text that stands nowhere is sought by an index, not job by job", async () => {
  let seed = 1;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  await seedJobs(database.url, { count: 20_000, now: Date.UTC(2026, 0, 1), random });
  await query("analyze jobs");
  const { jobs } = await store.listJobs({ q: "Nowhere To Be Found" });
  expect(jobs).toEqual([]);
  // What a connection counted is told at its end.
  await store.close();
  const used = "select idx_scan::int as scans from pg_stat_user_indexes";
  expect(await query(`${used} where indexrelname = 'jobs_texts'`)).toEqual([{ scans: 2 }]);
  store = await openStore("file::memory:");
});

test("where the extension may not be made, a text is found all the same", async () => {
  await store.close();
  await database.remove();
  database = await createTestDatabase();
  const url = new URL(database.url);
  url.username = `role_${randomBytes(8).toString("hex")}`;
  url.password = "secret";
  await query(`create role ${url.username} login password 'secret'`);
  await query(`grant create, usage on schema public to ${url.username}`);
  store = await openStore(url.href);
  await store.ingest(buildFact({ id: "job_found", fields: { type: "parse" } }));
  expect((await store.listJobs({ q: "B_FOU" })).jobs).toMatchObject([{ id: "job_found" }]);
  expect(await query("select 1 from pg_indexes where indexname = 'jobs_texts'")).toEqual([]);
  await store.close();
  await query(`drop owned by ${url.username}; drop role ${url.username}`);
  store = await openStore("file::memory:");
});
