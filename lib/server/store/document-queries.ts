import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { ByteSpan } from "#lib/domain/job-fact.ts";
import type { JobRef } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { unpackChunk } from "./pack-chunk.ts";
import { chunkBytes } from "./save-document.ts";
import type { Schema } from "./schema.ts";

export type DocumentPart = "raw" | "payload" | "results";

export type OpenedDocument = { totalBytes: number; chunks: AsyncGenerator<Uint8Array, void> };

/** Two megabytes, so that the database is not asked for every chunk, nor the whole held. */
const chunksAtOnce = 8;
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
): Promise<{ bytes: Uint8Array; totalBytes: number } | undefined> {
  const found = await findSpan(db, ref, part);
  if (!found) return undefined;
  const totalBytes = found.end - found.start;
  const end = found.start + Math.min(totalBytes, maxBytes);
  const chunks = await Array.fromAsync(readChunks(db, ref, { ...found, end }));
  return { bytes: Buffer.concat(chunks), totalBytes };
}

type FoundSpan = ByteSpan & { revision: number };

async function findSpan(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
): Promise<FoundSpan | undefined> {
  const row = await db
    .selectFrom("documents")
    .select(["total_bytes", "payload_start", "payload_end", "results_start", "results_end"])
    .select("revision")
    .where("source", "=", ref.source)
    .where("id", "=", ref.id)
    .executeTakeFirst();
  if (!row) return undefined;
  const [start, end] = {
    raw: [0, row.total_bytes],
    payload: [row.payload_start, row.payload_end],
    results: [row.results_start, row.results_end],
  }[part];
  return typeof start === "number" && typeof end === "number"
    ? { start, end, revision: row.revision }
    : undefined;
}

/** Throws `conflict` when the document is replaced meanwhile: two versions never make one text. */
async function* readChunks(
  db: Kysely<Schema>,
  ref: JobRef,
  { start, end, revision }: FoundSpan,
): AsyncGenerator<Uint8Array, void> {
  for (let at = start; at < end;) {
    const rows = await db
      .selectFrom("document_chunks")
      .innerJoin("documents", (join) =>
        join
          .onRef("documents.source", "=", "document_chunks.source")
          .onRef("documents.id", "=", "document_chunks.id")
          .on("documents.revision", "=", revision),
      )
      .select(["position", "bytes", "encoding"])
      .where("document_chunks.source", "=", ref.source)
      .where("document_chunks.id", "=", ref.id)
      .where("position", ">", at - chunkBytes)
      .where("position", "<", end)
      .orderBy("position")
      .limit(chunksAtOnce)
      .execute();
    for (const { position, ...packed } of chunkRows.parse(rows)) {
      const bytes = unpackChunk(packed);
      yield bytes.subarray(Math.max(at - position, 0), end - position);
      at = position + bytes.byteLength;
    }
    if (rows.length === 0) throw new ProblemError("conflict", "The document has just changed.");
  }
}
