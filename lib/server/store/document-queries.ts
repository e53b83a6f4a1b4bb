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
export type DocumentSlice = {
  bytes: Uint8Array;
  totalBytes: number;
  isWhole: boolean;
  changedAt: number | null;
};

type FoundPart = {
  span: ByteSpan;
  /** When it last became another text; null where it has not since Gantry looks. */
  changedAt: number | null;
};

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
  const { span } = (await findPart(db, ref, part)) ?? {};
  return span && { totalBytes: span.end - span.start, chunks: readChunks(db, ref, span) };
}

/** The beginning of a part, and how long the whole is. */
export async function findDocumentSlice(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
  maxBytes: number,
): Promise<DocumentSlice | undefined> {
  const found = await findPart(db, ref, part);
  if (!found) return undefined;
  const { start, end } = found.span;
  const totalBytes = end - start;
  const span = { start, end: start + Math.min(totalBytes, maxBytes) };
  const chunks = await Array.fromAsync(readChunks(db, ref, span));
  return {
    bytes: Buffer.concat(chunks),
    totalBytes,
    isWhole: totalBytes <= maxBytes,
    changedAt: found.changedAt,
  };
}

export async function findPart(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
): Promise<FoundPart | undefined> {
  const row = await db
    .selectFrom("documents")
    .select(["total_bytes", "payload_start", "payload_end", "results_start", "results_end"])
    .select(["payload_changed_at", "results_changed_at"])
    .where("source", "=", ref.source)
    .where("id", "=", ref.id)
    .executeTakeFirst();
  if (!row) return undefined;
  const [start, end, changedAt] = {
    raw: [0, row.total_bytes, null] as const,
    payload: [row.payload_start, row.payload_end, row.payload_changed_at] as const,
    results: [row.results_start, row.results_end, row.results_changed_at] as const,
  }[part];
  return start === null || end === null ? undefined : { span: { start, end }, changedAt };
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
