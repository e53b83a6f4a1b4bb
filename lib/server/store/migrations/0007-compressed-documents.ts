import "server-only";
import type { Kysely } from "kysely";

/** Chunks say how they are packed. */
export async function addCompression(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("document_chunks").addColumn("encoding", "text").execute();
}
