import "server-only";
import type { Kysely } from "kysely";

/** When a document's parts last became others, and by what that is told. */
export async function addDocumentChanges(db: Kysely<unknown>): Promise<void> {
  for (const part of ["payload", "results"])
    for (const column of ["crc", "changed_at"])
      await db.schema.alterTable("documents").addColumn(`${part}_${column}`, "bigint").execute();
}
