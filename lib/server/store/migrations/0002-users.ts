import "server-only";
import type { Kysely } from "kysely";
import type { ColumnTypes } from "../schema.ts";

export async function createUsersTable(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable("users")
    .addColumn("name_key", types.text, (column) => column.primaryKey())
    .addColumn("name", types.text, (column) => column.notNull())
    .addColumn("role", types.text, (column) => column.notNull())
    .addColumn("password_hash", types.text, (column) => column.notNull())
    .addColumn("version", types.text, (column) => column.notNull())
    .addColumn("disabled_at", "bigint")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .execute();
}
