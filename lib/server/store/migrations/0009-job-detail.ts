import "server-only";
import type { Kysely } from "kysely";

/** What a job works through, and when somebody asked to cancel it. */
export async function addJobDetail(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("job_records").addColumn("detail", "text").execute();
  await db.schema.alterTable("job_records").addColumn("cancel_asked_at", "bigint").execute();
}
