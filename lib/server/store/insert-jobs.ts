import "server-only";
import { Kysely, sql } from "kysely";
import { z } from "zod";
import type { JobSummary } from "#lib/domain/job.ts";
import { parseDatabaseUrl } from "./connection/database-url.ts";
import { fillTexts } from "./migrations/0003-lists.ts";
import { recountJobs } from "./recount-jobs.ts";
import { toJobRow } from "./rows.ts";
import type { Schema } from "./schema.ts";

const rowsPerInsert = 100;
const rowsPerTransaction = 10_000;

/**
 * Test data: jobs by the million, past the one way in, into an up-to-date database that holds none of them. Lists
 * count them; rollups do not.
 */
export async function insertJobs(databaseUrl: string, jobs: Iterable<JobSummary>): Promise<void> {
  const { dialect, types } = parseDatabaseUrl(databaseUrl).open((error) => {
    throw error;
  });
  const db = new Kysely<Schema>({ dialect });
  const restore = types.kind === "sqlite" ? await setAside(db) : null;
  for (const batch of toBatches(jobs, rowsPerTransaction))
    await db.transaction().execute(async (inside) => {
      for (const rows of toBatches(batch.values(), rowsPerInsert))
        await inside.insertInto("jobs").values(rows.map(toJobRow)).execute();
    });
  await restore?.();
  await recountJobs(db);
  await db.destroy();
}

function* toBatches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const statementRows = z.array(z.object({ type: z.string(), name: z.string(), sql: z.string() }));

/** Takes indexes and triggers away until all is inserted: that is ten times as fast. */
async function setAside(db: Kysely<Schema>): Promise<() => Promise<void>> {
  const { rows } = await sql`
    select type, name, sql from sqlite_master
    where tbl_name = 'jobs' and type in ('index', 'trigger') and sql is not null
  `.execute(db);
  const statements = statementRows.parse(rows);
  for (const { type, name } of statements)
    await sql`drop ${sql.raw(type)} ${sql.ref(name)}`.execute(db);
  return async () => {
    for (const statement of statements) await sql.raw(statement.sql).execute(db);
    await fillTexts(db);
  };
}
