import "server-only";
import type { Kysely } from "kysely";
import type { ColumnTypes } from "../schema.ts";

export async function createAuditTable(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable("audit")
    .addColumn("id", types.text, (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("actor", types.text)
    .addColumn("address", types.text)
    .addColumn("action", types.text, (column) => column.notNull())
    .addColumn("subject", types.text)
    .addColumn("detail", types.text)
    .execute();
  await db.schema.createIndex("audit_action").on("audit").columns(["action", "id"]).execute();
}
