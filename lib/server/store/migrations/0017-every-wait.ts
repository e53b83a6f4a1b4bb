import "server-only";
import { type Kysely, sql } from "kysely";

/** With the jobs that did not wait yet, for lists that leave a range out. */
export async function indexEveryWait(db: Kysely<unknown>): Promise<void> {
  await sql`drop index if exists jobs_wait`.execute(db);
  await sql`
    create index jobs_wait on jobs (queue_ms, created_order, source, id, status, type, project_id)
  `.execute(db);
}
