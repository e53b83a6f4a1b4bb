import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { ByteSpan } from "#lib/domain/job-fact.ts";
import type { JobRef } from "#lib/domain/job.ts";
import { chunkBytes } from "./save-document.ts";
import type { Schema } from "./schema.ts";

export type DocumentPart = "raw" | "payload" | "results";

const chunkRows = z.array(z.object({ position: z.number(), bytes: z.instanceof(Uint8Array) }));

/** A part as the upstream sent it, whole; undefined when there is no document or it lacks the part. */
export async function findDocumentPart(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const span = await findSpan(db, ref, part);
  return span && readBytes(db, ref, span);
}

/** The beginning of a part, and how long the whole is. */
export async function findDocumentSlice(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
  maxBytes: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; totalBytes: number } | undefined> {
  const span = await findSpan(db, ref, part);
  if (!span) return undefined;
  const totalBytes = span.end - span.start;
  const end = span.start + Math.min(totalBytes, maxBytes);
  return { bytes: await readBytes(db, ref, { start: span.start, end }), totalBytes };
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

async function readBytes(
  db: Kysely<Schema>,
  ref: JobRef,
  span: ByteSpan,
): Promise<Uint8Array<ArrayBuffer>> {
  const rows = await db
    .selectFrom("document_chunks")
    .select(["position", "bytes"])
    .where("source", "=", ref.source)
    .where("id", "=", ref.id)
    .where("position", ">", span.start - chunkBytes)
    .where("position", "<", span.end)
    .orderBy("position")
    .execute();
  const chunks = chunkRows.parse(rows);
  const all = new Uint8Array(span.end - span.start);
  for (const { position, bytes } of chunks) {
    const inside = bytes.subarray(Math.max(span.start - position, 0), span.end - position);
    all.set(inside, Math.max(position - span.start, 0));
  }
  return all;
}
