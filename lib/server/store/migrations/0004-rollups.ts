import "server-only";
import { type Kysely, sql } from "kysely";
import type { ColumnTypes } from "../schema.ts";

/** Milliseconds of a day: `jobs_ended_day` and whoever wants to use it must write the same expression. */
const dayMs = 86_400_000;

export async function createRollupTables(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const { text, bytes } = types;
  await db.schema.alterTable("jobs").addColumn("fingerprint", text).execute();
  await db.schema
    .createTable("rollup_groups")
    .addColumn("id", "bigint", (column) => column.primaryKey())
    .addColumn("name", text, (column) => column.notNull().unique())
    .addColumn("grouping", text, (column) => column.notNull())
    .addColumn("source", text, (column) => column.notNull())
    .addColumn("type", text)
    .addColumn("project_id", text)
    .addColumn("outcome", text, (column) => column.notNull())
    .addColumn("fingerprint", text)
    .execute();
  await db.schema
    .createTable("rollups")
    .addColumn("key", types.bytes === "blob" ? "integer" : "bigint", (column) =>
      column.primaryKey(),
    )
    .addColumn("jobs", "bigint", (column) => column.notNull())
    .addColumn("wait", bytes, (column) => column.notNull())
    .addColumn("run", bytes, (column) => column.notNull())
    .addColumn("total", bytes, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("rollup_state")
    .addColumn("next_group_id", "bigint", (column) => column.notNull())
    .addColumn("version", "bigint", (column) => column.notNull())
    .execute();
  await sql`insert into rollup_state (next_group_id, version) values (1, 0)`.execute(db);
  await db.schema
    .createIndex("rollup_groups_grouping")
    .on("rollup_groups")
    .columns(["grouping", "source", "type"])
    .execute();
  await createJobIndexes(db);
}

async function createJobIndexes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("jobs_fingerprint_ended")
    .on("jobs")
    .columns(["fingerprint", "ended_order"])
    .where(sql.ref("fingerprint"), "is not", null)
    .execute();
  await db.schema
    .createIndex("jobs_ended")
    .ifNotExists()
    .on("jobs")
    .columns(["ended_order", "source", "id"])
    .execute();
  const day = sql`(ended_order / ${sql.lit(dayMs)})`;
  await sql`create index jobs_day_duration on jobs (${day}, duration_order)`.execute(db);
  await sql`create index jobs_type_day_duration on jobs (type, ${day}, duration_order)`.execute(db);
  await sql`create index jobs_project_day_duration on jobs (project_id, ${day}, duration_order)`.execute(
    db,
  );
}
