import "server-only";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { ByteSpan } from "#lib/domain/job-fact.ts";
import type { JobRef } from "#lib/domain/job.ts";
import type { Schema } from "./schema.ts";

export type DocumentPart = "raw" | "payload" | "results";

const bytesRow = z.object({ bytes: z.instanceof(Uint8Array) });

/** A part as the upstream sent it, whole; undefined when there is no document or it lacks the part. */
export async function findDocumentPart(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
): Promise<Uint8Array | undefined> {
  const span = await findSpan(db, ref, part);
  return span && readBytes(db, ref, span);
}

/** The beginning of a part, and how long the whole is. */
export async function findDocumentSlice(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
  maxBytes: number,
): Promise<{ bytes: Uint8Array; totalBytes: number } | undefined> {
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
    .select(["payload_start", "payload_end", "results_start", "results_end"])
    .select(({ fn }) => fn<number>("length", ["bytes"]).as("total"))
    .where("source", "=", ref.source)
    .where("id", "=", ref.id)
    .executeTakeFirst();
  if (!row) return undefined;
  const [start, end] = {
    raw: [0, row.total],
    payload: [row.payload_start, row.payload_end],
    results: [row.results_start, row.results_end],
  }[part];
  return typeof start === "number" && typeof end === "number" ? { start, end } : undefined;
}

/** Cuts in the database: a small part of a huge document is all that enters this process's heap. */
async function readBytes(db: Kysely<Schema>, ref: JobRef, span: ByteSpan): Promise<Uint8Array> {
  const row = await db
    .selectFrom("documents")
    .select(
      sql`substr(bytes, ${sql.lit(span.start + 1)}, ${sql.lit(span.end - span.start)})`.as("bytes"),
    )
    .where("source", "=", ref.source)
    .where("id", "=", ref.id)
    .executeTakeFirstOrThrow();
  return bytesRow.parse(row).bytes;
}
