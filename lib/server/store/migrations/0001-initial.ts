import "server-only";
import type { Kysely } from "kysely";
import type { ColumnTypes } from "../schema.ts";

export async function createInitialTables(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable("jobs")
    .addColumn("source", types.text, (column) => column.notNull())
    .addColumn("id", types.text, (column) => column.notNull())
    .addColumn("type", types.text, (column) => column.notNull())
    .addColumn("status", types.text, (column) => column.notNull())
    .addColumn("raw_status", types.text, (column) => column.notNull())
    .addColumn("organization_id", types.text)
    .addColumn("project_id", types.text)
    .addColumn("project_name", types.text)
    .addColumn("target_type", types.text)
    .addColumn("target_id", types.text)
    .addColumn("parent_id", types.text)
    .addColumn("created_at", "bigint")
    .addColumn("started_at", "bigint")
    .addColumn("finished_at", "bigint")
    .addColumn("updated_at", "bigint")
    .addColumn("queue_ms", "bigint")
    .addColumn("run_ms", "bigint")
    .addColumn("progress_fraction", "double precision")
    .addColumn("progress_message", types.text)
    .addColumn("error_code", types.text)
    .addColumn("error_message", types.text)
    .addColumn("observed_at", "bigint", (column) => column.notNull())
    .addColumn("created_order", "bigint", (column) => column.notNull())
    .addColumn("ended_order", "bigint", (column) => column.notNull())
    .addColumn("duration_order", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("jobs_pk", ["source", "id"])
    .execute();
  const indexes = {
    jobs_created: ["created_order desc", "source", "id"],
    jobs_source_created: ["source", "created_order desc", "id"],
    jobs_status_created: ["status", "created_order desc"],
    jobs_parent: ["parent_id", "source"],
    jobs_project_created: ["project_id", "created_order desc"],
    jobs_type_created: ["type", "created_order desc"],
  } as const;
  for (const [name, columns] of Object.entries(indexes))
    await db.schema
      .createIndex(name)
      .on("jobs")
      .columns([...columns])
      .execute();

  await db.schema
    .createTable("job_records")
    .addColumn("source", types.text, (column) => column.notNull())
    .addColumn("id", types.text, (column) => column.notNull())
    .addColumn("events", types.text, (column) => column.notNull())
    .addColumn("artifacts", types.text, (column) => column.notNull())
    .addColumn("payload_bytes", "bigint")
    .addColumn("results_bytes", "bigint")
    .addColumn("read_at", "bigint")
    .addColumn("children_read_at", "bigint")
    .addPrimaryKeyConstraint("job_records_pk", ["source", "id"])
    .execute();

  await db.schema
    .createTable("documents")
    .addColumn("source", types.text, (column) => column.notNull())
    .addColumn("id", types.text, (column) => column.notNull())
    .addColumn("total_bytes", "bigint", (column) => column.notNull())
    .addColumn("payload_start", "bigint")
    .addColumn("payload_end", "bigint")
    .addColumn("results_start", "bigint")
    .addColumn("results_end", "bigint")
    .addPrimaryKeyConstraint("documents_pk", ["source", "id"])
    .execute();

  await db.schema
    .createTable("document_chunks")
    .addColumn("source", types.text, (column) => column.notNull())
    .addColumn("id", types.text, (column) => column.notNull())
    .addColumn("position", "bigint", (column) => column.notNull())
    .addColumn("bytes", types.bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint("document_chunks_pk", ["source", "id", "position"])
    .execute();
}
