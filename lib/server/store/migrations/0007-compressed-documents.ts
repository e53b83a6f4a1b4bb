import "server-only";
import type { Kysely } from "kysely";

/** Chunks say how they are packed, and a document which of its versions they belong to. */
export async function addCompression(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("document_chunks").addColumn("encoding", "text").execute();
  await db.schema
    .alterTable("documents")
    .addColumn("revision", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
}
