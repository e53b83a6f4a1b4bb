import "server-only";
import { type Kysely, sql } from "kysely";

/** For lists of jobs that waited long, or took long in all: there may be few among a million. */
export async function addLengthIndexes(db: Kysely<unknown>): Promise<void> {
  await sql`create index jobs_wait on jobs (queue_ms) where queue_ms is not null`.execute(db);
  await sql`create index jobs_total on jobs ((finished_at - created_at))`.execute(db);
}
