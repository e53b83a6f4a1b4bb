import "server-only";
import { type Kysely, sql } from "kysely";

/** Jobs that are over, though nobody knows since when: pruning goes by the latest that they tell. */
export async function addUnendedIndex(db: Kysely<unknown>): Promise<void> {
  const at = sql`
    (case when finished_at is null and status in ('succeeded', 'partial', 'failed', 'canceled')
      then coalesce(updated_at, created_at) end)
  `;
  await sql`create index jobs_unended on jobs (${at}, source, id) where ${at} is not null`.execute(
    db,
  );
}
