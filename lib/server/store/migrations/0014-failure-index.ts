import "server-only";
import { type Kysely, sql } from "kysely";

/** For lists of one kind of failure in their usual order. */
export async function addFailureIndex(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index jobs_fingerprint_created on jobs (fingerprint, created_order, source, id)
    where fingerprint is not null
  `.execute(db);
}
