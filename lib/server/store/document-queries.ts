import "server-only";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
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

/** Where a part stands in its document, and when it last became another text; null where it has not since Gantry looks. */
const columns = {
  raw: {
    start: sql<number>`cast(0 as bigint)`,
    end: sql<number>`documents.total_bytes`,
    changedAt: sql<number | null>`cast(null as bigint)`,
  },
  payload: {
    start: sql<number>`documents.payload_start`,
    end: sql<number>`documents.payload_end`,
    changedAt: sql<number | null>`documents.payload_changed_at`,
  },
  results: {
    start: sql<number>`documents.results_start`,
    end: sql<number>`documents.results_end`,
    changedAt: sql<number | null>`documents.results_changed_at`,
  },
};

const packedChunk = z.object({
  position: z.number(),
  bytes: z.instanceof(Uint8Array),
  encoding: z.literal("zstd").nullable(),
});

/** A part as the upstream sent it; undefined when there is no document or it lacks the part. */
export async function openDocumentPart(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
): Promise<OpenedDocument | undefined> {
  const found = await readPart(db, ref, part);
  return found && { totalBytes: found.totalBytes, chunks: unpack(found) };
}

/** The beginning of a part, and how long the whole is. */
export async function findDocumentSlice(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
  maxBytes: number,
): Promise<DocumentSlice | undefined> {
  const found = await readPart(db, ref, part, maxBytes);
  if (!found) return undefined;
  const { totalBytes, changedAt } = found;
  const bytes = Buffer.concat(await Array.fromAsync(unpack(found)));
  return { bytes, totalBytes, isWhole: totalBytes <= maxBytes, changedAt };
}

/** When a part last became another text; null where it has not since Gantry looks, or there is none. */
export async function findChangedAt(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
): Promise<number | null> {
  return (await selectPart(db, ref, part).executeTakeFirst())?.changedAt ?? null;
}

function selectPart(db: Kysely<Schema>, { source, id }: JobRef, part: DocumentPart) {
  const { start, end, changedAt } = columns[part];
  return db
    .selectFrom("documents")
    .select([start.as("start"), end.as("end"), changedAt.as("changedAt")])
    .where("documents.source", "=", source)
    .where("documents.id", "=", id)
    .where(start, "is not", null);
}

type ReadPart = {
  start: number;
  end: number;
  totalBytes: number;
  changedAt: number | null;
  packed: Iterable<z.infer<typeof packedChunk>>;
};

/**
 * Where a part stands and its packed chunks, by one statement: a running job's document may be replaced at any
 * moment, and two versions never make one text, of which secrets would be sought in the wrong places.
 */
async function readPart(
  db: Kysely<Schema>,
  ref: JobRef,
  part: DocumentPart,
  maxBytes = Number.MAX_SAFE_INTEGER,
): Promise<ReadPart | undefined> {
  const { start, end } = columns[part];
  const rows = await selectPart(db, ref, part)
    .leftJoin("document_chunks", (join) =>
      join
        .onRef("document_chunks.source", "=", "documents.source")
        .onRef("document_chunks.id", "=", "documents.id")
        .on("position", ">", sql<number>`${start} - ${chunkBytes}`)
        .on("position", "<", end)
        .on("position", "<", sql<number>`${start} + ${maxBytes}`),
    )
    .select(["position", "bytes", "encoding"])
    .orderBy("position")
    .execute();
  const [first] = rows;
  if (!first) return undefined;
  const { changedAt } = first;
  const totalBytes = first.end - first.start;
  return {
    start: first.start,
    end: first.start + Math.min(totalBytes, maxBytes),
    ...{ totalBytes, changedAt },
    packed: rows.filter(({ position }) => position !== null).map((row) => packedChunk.parse(row)),
  };
}

/** One chunk after another, as the reader takes them. */
async function* unpack({ start, end, packed }: ReadPart): AsyncGenerator<Uint8Array, void> {
  for (const { position, ...chunk } of packed)
    yield unpackChunk(chunk).subarray(Math.max(start - position, 0), end - position);
}
