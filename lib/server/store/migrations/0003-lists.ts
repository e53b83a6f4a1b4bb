import "server-only";
import { type Kysely, sql } from "kysely";
import { recountJobs } from "../recount-jobs.ts";
import type { ColumnTypes } from "../schema.ts";
import { toWords } from "../list/text-candidates.ts";

/** What lists are read by: an index for each filter in the order of creation, counts, and the text to search. */
export async function addLists(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const replaced = ["created", "source_created", "status_created"];
  for (const name of [...replaced, "parent", "project_created", "type_created"])
    await db.schema.dropIndex(`jobs_${name}`).execute();
  // An earlier order of migrations may have made a narrower one.
  await db.schema.dropIndex("jobs_ended").ifExists().execute();
  const cell = ["source", "status", "type", "project_id"];
  const newest = ["created_order", "source", "id"];
  const indexes = {
    // Wide enough to count by without the table.
    created: [...newest, "status", "type", "project_id"],
    ended: ["ended_order", "source", "id", "status", "type", "project_id"],
    duration: ["duration_order", "source", "id", "status", "type", "project_id"],
    cell_created: [...cell, "created_order", "id"],
    source_created: ["source", "created_order", "id"],
    status_created: ["status", ...newest],
    status_ended: ["status", "ended_order", "source", "id"],
    type_created: ["type", ...newest],
    project_created: ["project_id", ...newest],
    target_created: ["target_id", ...newest],
    parent_created: ["parent_id", ...newest],
    observed: ["observed_at"],
  };
  for (const [name, columns] of Object.entries(indexes))
    await db.schema.createIndex(`jobs_${name}`).on("jobs").columns(columns).execute();
  await db.schema
    .createIndex("jobs_ended_early")
    .on("jobs")
    .columns(["created_order", "ended_order"])
    .where(sql`created_order`, ">", sql`ended_order`)
    .where(sql`ended_order`, "<>", sql.lit(-1))
    .execute();
  await createCounts(db, types);
  if (types.kind === "sqlite") await createTexts(db);
}

async function createCounts(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable("job_counts")
    .addColumn("source", types.text, (column) => column.notNull())
    .addColumn("type", types.text, (column) => column.notNull())
    .addColumn("project_id", types.text, (column) => column.notNull())
    .addColumn("status", types.text, (column) => column.notNull())
    .addColumn("jobs", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("job_counts_pk", ["project_id", "type", "status", "source"])
    .execute();
  await db.schema
    .createTable("job_totals")
    .addColumn("dimension", types.text, (column) => column.notNull())
    .addColumn("value", types.text, (column) => column.notNull())
    .addColumn("status", types.text, (column) => column.notNull())
    .addColumn("jobs", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("job_totals_pk", ["dimension", "value", "status"])
    .execute();
  await recountJobs(db);
}

/**
 * Every run of three characters of it, by SQLite's own row number of the job. It only proposes rows,
 * which are then compared: one that a `vacuum` renumbered is missed, never shown wrongly.
 */
async function createTexts(db: Kysely<unknown>): Promise<void> {
  const add = sql`insert into job_texts (rowid, words) values (new.rowid, ${toWords("new")});`;
  const remove = sql`delete from job_texts where rowid = old.rowid;`;
  const statements = [
    sql`create virtual table job_texts using fts5(words, tokenize='trigram', detail=none, content='', contentless_delete=1)`,
    sql`create trigger job_texts_added after insert on jobs begin ${add} end`,
    sql`create trigger job_texts_removed after delete on jobs begin ${remove} end`,
    sql`create trigger job_texts_changed after update of type, error_code, error_message on jobs
        when ${toWords("old")} is not ${toWords("new")} begin ${remove} ${add} end`,
  ];
  for (const statement of statements) await statement.execute(db);
  await fillTexts(db);
}

export async function fillTexts<S>(db: Kysely<S>): Promise<void> {
  await sql`insert into job_texts (rowid, words) select rowid, ${toWords("jobs")} from jobs`.execute(
    db,
  );
}
