import "server-only";
import type { Kysely } from "kysely";
import type { ColumnTypes } from "../schema.ts";

export async function createViewsTable(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable("views")
    .addColumn("name_key", types.text, (column) => column.primaryKey())
    .addColumn("name", types.text, (column) => column.notNull())
    .addColumn("search", types.text, (column) => column.notNull())
    .addColumn("saved_by", types.text, (column) => column.notNull())
    .addColumn("saved_at", "bigint", (column) => column.notNull())
    .execute();
}
