import "server-only";
import type { Transaction } from "kysely";
import type { JobDocument } from "#lib/domain/job-fact.ts";
import type { JobRef } from "#lib/domain/job.ts";
import type { Schema } from "./schema.ts";

/** May grow but never shrink: readers look this far back for the chunk that a part begins in. */
export const chunkBytes = 256 * 1024;

/** Stores the document in the place of the one before. */
export async function saveDocument(
  db: Transaction<Schema>,
  { source, id }: JobRef,
  { bytes, payload, results }: JobDocument,
): Promise<void> {
  const row = {
    total_bytes: bytes.byteLength,
    payload_start: payload?.start ?? null,
    payload_end: payload?.end ?? null,
    results_start: results?.start ?? null,
    results_end: results?.end ?? null,
  };
  await db
    .insertInto("documents")
    .values({ source, id, ...row })
    .onConflict((conflict) => conflict.columns(["source", "id"]).doUpdateSet(row))
    .execute();
  await db
    .deleteFrom("document_chunks")
    .where("source", "=", source)
    .where("id", "=", id)
    .execute();
  for (let position = 0; position < bytes.byteLength; position += chunkBytes) {
    const length = Math.min(chunkBytes, bytes.byteLength - position);
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset + position, length);
    await db.insertInto("document_chunks").values({ source, id, position, bytes: chunk }).execute();
  }
}
