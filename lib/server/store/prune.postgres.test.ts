import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { createTestDatabase } from "./create-test-database.ts";
import { openStore } from "./open-store.ts";
import { seedJobs } from "./seed-jobs.ts";

const now = Date.UTC(2026, 0, 1);
const yearMs = 366 * 86_400_000;

test("jobs to be forgotten are found by an index alone, however many are kept", async () => {
  const { url, remove } = await createTestDatabase();
  onTestFinished(remove);
  const query = async (statement: string): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(statement);
    await client.end();
    return rows;
  };
  await (await openStore(url)).close();
  let seed = 1;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  await seedJobs(url, { count: 20_000, now, random });
  await query("vacuum analyze jobs");
  const scans = "select seq_scan::int as scans from pg_stat_user_tables where relname = 'jobs'";
  const before = await query(scans);
  const store = await openStore(url);
  expect(await store.prune({ endedBefore: now - yearMs, limit: 50 })).toBe(0);
  // What a connection counted is told at its end, which the server comes to by itself.
  await store.close();
  const used = "select idx_scan::int as scans from pg_stat_user_indexes";
  await expect
    .poll(() => query(`${used} where indexrelname = 'jobs_unended'`), { timeout: 10_000 })
    .toEqual([{ scans: 1 }]);
  expect(await query(scans)).toEqual(before);
});
