import "server-only";
import { type Kysely, sql } from "kysely";

/** Wide enough to sort by and to count by without the table. */
export async function widenLengthIndexes(db: Kysely<unknown>): Promise<void> {
  for (const name of ["wait", "total", "duration"])
    await db.schema.dropIndex(`jobs_${name}`).ifExists().execute();
  const cell = sql`created_order, source, id, status, type, project_id`;
  await sql`create index jobs_wait on jobs (queue_ms, ${cell}) where queue_ms is not null`.execute(
    db,
  );
  await sql`create index jobs_total on jobs ((finished_at - created_at), ${cell})`.execute(db);
  await sql`
    create index jobs_duration on jobs (duration_order, source, id, status, type, project_id, created_order)
  `.execute(db);
}
