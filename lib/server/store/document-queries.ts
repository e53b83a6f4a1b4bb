import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { ByteSpan } from "#lib/domain/job-fact.ts";
import type { JobRef } from "#lib/domain/job.ts";
import { unpackChunk } from "./pack-chunk.ts";
import { chunkBytes } from "./save-document.ts";
import type { Schema } from "./schema.ts";

export type DocumentPart = "raw" | "payload" | "results";

export type OpenedDocument = { totalBytes: number; chunks: AsyncGenerator<Uint8Array, void> };

/** The beginning of a document; what is masked in it changes its length, but not whether it is the whole. */
export type DocumentSlice = { bytes: Uint8Array; totalBytes: number; isWhole: boolean };

const chunkRows = z.array(
  z.object({
    position: z.number(),
    bytes: z.instanceof(Uint8Array),
    encoding: z.literal("zstd").nullable(),
  }),
);

/** A part as the upstream sent it; undefined when there is no document or it lacks the part. */
export async function openDocumentPart(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
): Promise<OpenedDocument | undefined> {
  const found = await findSpan(db, ref, part);
  return found && { totalBytes: found.end - found.start, chunks: readChunks(db, ref, found) };
}

/** The beginning of a part, and how long the whole is. */
export async function findDocumentSlice(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
  maxBytes: number,
): Promise<DocumentSlice | undefined> {
  const found = await findSpan(db, ref, part);
  if (!found) return undefined;
  const totalBytes = found.end - found.start;
  const end = found.start + Math.min(totalBytes, maxBytes);
  const chunks = await Array.fromAsync(readChunks(db, ref, { ...found, end }));
  return { bytes: Buffer.concat(chunks), totalBytes, isWhole: totalBytes <= maxBytes };
}

async function findSpan(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
): Promise<ByteSpan | undefined> {
  const row = await db
    .selectFrom("documents")
    .select(["total_bytes", "payload_start", "payload_end", "results_start", "results_end"])
    .where("source", "=", ref.source)
    .where("id", "=", ref.id)
    .executeTakeFirst();
  if (!row) return undefined;
  const [start, end] = {
    raw: [0, row.total_bytes],
    payload: [row.payload_start, row.payload_end],
    results: [row.results_start, row.results_end],
  }[part];
  return typeof start === "number" && typeof end === "number" ? { start, end } : undefined;
}

/**
 * Packed chunks are read at once, since a running job's document may be replaced at any moment, and two versions
 * never make one text. They are unpacked one after another, as the reader takes them.
 */
async function* readChunks(
  db: Kysely<Schema>,
  ref: JobRef,
  { start, end }: ByteSpan,
): AsyncGenerator<Uint8Array, void> {
  const rows = await db
    .selectFrom("document_chunks")
    .select(["position", "bytes", "encoding"])
    .where("source", "=", ref.source)
    .where("id", "=", ref.id)
    .where("position", ">", start - chunkBytes)
    .where("position", "<", end)
    .orderBy("position")
    .execute();
  const chunks = chunkRows.parse(rows.splice(0)).values();
  for (const { position, ...packed } of chunks) {
    const bytes = unpackChunk(packed);
    yield bytes.subarray(Math.max(start - position, 0), end - position);
  }
}
