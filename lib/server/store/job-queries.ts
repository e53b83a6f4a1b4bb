import "server-only";
import type { Kysely } from "kysely";
import { sourceNames } from "#lib/domain/job.ts";
import type { Job, JobRef, JobStatus, JobSummary } from "#lib/domain/job.ts";
import { byAttention } from "#lib/domain/tree/job-tree.ts";
import { countStatuses } from "./count-statuses.ts";
import { parseJobRow, parseSummaryRow, recordColumns, summaryColumns } from "./rows.ts";
import type { Schema } from "./schema.ts";

export async function findJob(db: Kysely<Schema>, ref: JobRef): Promise<Job | undefined> {
  const row = await db
    .selectFrom("jobs")
    .innerJoin("job_records", (join) =>
      join.onRef("job_records.source", "=", "jobs.source").onRef("job_records.id", "=", "jobs.id"),
    )
    .select(summaryColumns.map((column) => `jobs.${column}` as const))
    .select(recordColumns.map((column) => `job_records.${column}` as const))
    .where("jobs.source", "=", ref.source)
    .where("jobs.id", "=", ref.id)
    .executeTakeFirst();
  return row && parseJobRow(row);
}

export async function findReadAt(
  db: Kysely<Schema>,
  ref: JobRef,
  of: "read_at" | "children_read_at",
): Promise<number | null> {
  const row = await db
    .selectFrom("job_records")
    .select(of)
    .where("source", "=", ref.source)
    .where("id", "=", ref.id)
    .executeTakeFirst();
  return row?.[of] ?? null;
}

export async function markChildrenRead(
  db: Kysely<Schema>,
  { source, id }: JobRef,
  at: number,
): Promise<void> {
  const nothing = { events: "[]", artifacts: "[]", payload_bytes: null, results_bytes: null };
  await db
    .insertInto("job_records")
    .values({ source, id, ...nothing, read_at: null, children_read_at: at })
    .onConflict((conflict) =>
      conflict.columns(["source", "id"]).doUpdateSet({ children_read_at: at }),
    )
    .execute();
}

/** Jobs whose ID begins with this, of any source, the last ID first: most tell their time. Letter case counts. */
export async function findByIdPrefix(
  db: Kysely<Schema>,
  prefix: string,
  limit: number,
): Promise<JobSummary[]> {
  const rows = await db
    .selectFrom("jobs")
    .select(summaryColumns)
    .where("source", "in", sourceNames)
    .where("id", ">=", prefix)
    .where("id", "<", `${prefix}\u{10ffff}`)
    .orderBy("id", "desc")
    .orderBy("source")
    .limit(limit)
    .execute();
  return rows.map(parseSummaryRow);
}

export async function listChildren(
  db: Kysely<Schema>,
  ref: JobRef,
  limit: number,
): Promise<{ jobs: JobSummary[]; total: number; counts: Record<JobStatus, number> }> {
  const children = db
    .selectFrom("jobs")
    .where("source", "=", ref.source)
    .where("parent_id", "=", ref.id);
  const jobs: JobSummary[] = [];
  const { counts, total } = await countStatuses(children);
  for (const status of byAttention) {
    if (counts[status] === 0 || jobs.length >= limit) continue;
    const rows = await children
      .select(summaryColumns)
      .where("status", "=", status)
      .orderBy("created_order")
      .orderBy("id")
      .limit(limit - jobs.length)
      .execute();
    jobs.push(...rows.map(parseSummaryRow));
  }
  return { jobs, total, counts };
}

/** Jobs heard of since then, the latest first. */
export async function findObservedSince(
  db: Kysely<Schema>,
  since: number,
  limit: number,
): Promise<JobRef[]> {
  return await db
    .selectFrom("jobs")
    .select(["source", "id"])
    .where("observed_at", ">=", since)
    .orderBy("observed_at", "desc")
    .limit(limit)
    .execute();
}
