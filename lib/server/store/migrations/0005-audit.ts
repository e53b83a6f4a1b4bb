import "server-only";
import type { Kysely } from "kysely";

export async function createAuditTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("audit")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("actor", "text")
    .addColumn("address", "text")
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("subject", "text")
    .addColumn("detail", "text")
    .execute();
  await db.schema.createIndex("audit_action").on("audit").columns(["action", "id"]).execute();
}
