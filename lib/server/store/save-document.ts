import "server-only";
import { crc32 } from "node:zlib";
import type { Transaction } from "kysely";
import type { ByteSpan, JobDocument } from "#lib/domain/job-fact.ts";
import type { JobRef } from "#lib/domain/job.ts";
import { packChunk } from "./pack-chunk.ts";
import type { Schema } from "./schema.ts";

/** May grow but never shrink: readers look this far back for the chunk that a part begins in. */
export const chunkBytes = 256 * 1024;

/** Packed at once, so that a large document is held once and a few chunks more. */
const chunksAtOnce = 4;

/** Stores the document in the place of the one before. */
export async function saveDocument(
  db: Transaction<Schema>,
  { source, id }: JobRef,
  { bytes, payload, results }: JobDocument,
): Promise<void> {
  const before = await db
    .selectFrom("documents")
    .select(["payload_crc", "payload_changed_at", "results_crc", "results_changed_at"])
    .where("source", "=", source)
    .where("id", "=", id)
    .executeTakeFirst();
  const crcOf = (span: ByteSpan | null) => span && crc32(viewOf(bytes, span.start, span.end));
  const [payloadCrc, resultsCrc] = [crcOf(payload), crcOf(results)];
  const isSame = {
    payload: before?.payload_crc === payloadCrc,
    results: before?.results_crc === resultsCrc,
  };
  const now = Date.now();
  const row = {
    total_bytes: bytes.byteLength,
    payload_crc: payloadCrc,
    results_crc: resultsCrc,
    payload_changed_at: before && isSame.payload ? before.payload_changed_at : now,
    results_changed_at: before && isSame.results ? before.results_changed_at : now,
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
  const stride = chunkBytes * chunksAtOnce;
  for (let position = 0; position < bytes.byteLength; position += stride) {
    const places = toPlaces(position, Math.min(bytes.byteLength, position + stride));
    const packed = await Promise.all(
      places.map(({ start, end }) => packChunk(viewOf(bytes, start, end))),
    );
    for (const [index, chunk] of packed.entries())
      await db
        .insertInto("document_chunks")
        .values({ source, id, position: position + index * chunkBytes, ...chunk })
        .execute();
  }
}

function toPlaces(from: number, to: number): ByteSpan[] {
  const places: ByteSpan[] = [];
  for (let start = from; start < to; start += chunkBytes)
    places.push({ start, end: Math.min(to, start + chunkBytes) });
  return places;
}

function viewOf(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
}
