import "server-only";
import type { Kysely } from "kysely";
import type { ColumnTypes } from "../schema.ts";

export async function createCollectorTables(
  db: Kysely<unknown>,
  types: ColumnTypes,
): Promise<void> {
  await db.schema
    .createTable("collector_states")
    .addColumn("source", types.text, (column) => column.primaryKey())
    .addColumn("state", types.text, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("leases")
    .addColumn("name", types.text, (column) => column.primaryKey())
    .addColumn("holder", types.text, (column) => column.notNull())
    .addColumn("held_until", "bigint", (column) => column.notNull())
    .addColumn("wanted_until", "bigint", (column) => column.notNull())
    .execute();
}
