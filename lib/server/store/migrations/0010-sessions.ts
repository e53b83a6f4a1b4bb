import "server-only";
import type { Kysely } from "kysely";

export async function createSessionTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("closed_sessions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("closed_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.alterTable("users").addColumn("oidc_subject", "text").execute();
}
