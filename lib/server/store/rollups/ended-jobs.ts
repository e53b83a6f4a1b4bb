import "server-only";
import { type Kysely, sql } from "kysely";
import { levelMs } from "#lib/domain/durations/rollup-level.ts";
import type { JobSummary } from "#lib/domain/job.ts";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { allOf, toConditions } from "../list/conditions.ts";
import { parseSummaryRow, summaryColumns } from "../rows.ts";
import type { Schema } from "../schema.ts";

/** The jobs of the filter that ran at least so long, longest first. The filter must say when they ended. */
export async function listSlowest(
  db: Kysely<Schema>,
  filter: ListFilter,
  { minRunMs, limit }: { minRunMs: number; limit: number },
): Promise<JobSummary[]> {
  const day = sql<number>`(ended_order / ${sql.lit(levelMs.day)})`;
  const rows = await db
    .selectFrom("jobs")
    .select(summaryColumns)
    .where(allOf(toConditions(filter, "numbers")))
    // The index is by day and length: each day gives the few that are long enough, and nothing else is read.
    .where(day, "in", listDays(filter))
    .where("duration_order", ">=", minRunMs)
    .orderBy("duration_order", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(parseSummaryRow);
}

function listDays({ ended = {} }: ListFilter): number[] {
  const first = Math.floor((ended.after ?? 0) / levelMs.day);
  const last = Math.floor((ended.before ?? 0) / levelMs.day);
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => first + index);
}

/** The jobs of the filter that ended last, the latest first. */
export async function listLastEnded(
  db: Kysely<Schema>,
  filter: ListFilter,
  { since, limit }: { since: number; limit: number },
): Promise<JobSummary[]> {
  const rows = await db
    .selectFrom("jobs")
    .select(summaryColumns)
    .where(allOf(toConditions(filter, "numbers")))
    .where("ended_order", ">=", since)
    .orderBy("ended_order", "desc")
    .limit(limit)
    .execute();
  return rows.map(parseSummaryRow);
}

/** The jobs of the filter that failed in one way, the latest first. */
export async function listFailed(
  db: Kysely<Schema>,
  filter: ListFilter,
  { fingerprint, limit }: { fingerprint: string; limit: number },
): Promise<JobSummary[]> {
  const rows = await db
    .selectFrom("jobs")
    .select(summaryColumns)
    .where("fingerprint", "=", fingerprint)
    .where(allOf(toConditions(filter, "numbers")))
    .where("ended_order", "<", filter.ended?.before ?? Number.MAX_SAFE_INTEGER)
    .where("ended_order", ">", filter.ended?.after ?? -1)
    .orderBy("ended_order", "desc")
    .limit(limit)
    .execute();
  return rows.map(parseSummaryRow);
}

/** When something failed in this way for the first time that is known, and for the last. */
export async function findFailureSpan(
  db: Kysely<Schema>,
  fingerprint: string,
): Promise<{ firstAt: number; lastAt: number }> {
  const ends = db
    .selectFrom("jobs")
    .select("ended_order")
    .where("fingerprint", "=", fingerprint)
    .where("ended_order", ">=", 0)
    .limit(1);
  const first = await ends.orderBy("ended_order").executeTakeFirst();
  const last = await ends.orderBy("ended_order", "desc").executeTakeFirst();
  return { firstAt: first?.ended_order ?? 0, lastAt: last?.ended_order ?? 0 };
}

/** The name that a project's newest job gives it. */
export async function findProjectName(
  db: Kysely<Schema>,
  projectId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom("jobs")
    .select("project_name")
    .where("project_id", "=", projectId)
    .orderBy("created_order", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.project_name ?? null;
}

/** The jobs of the filter that wait now: how many, and those that were created first. */
export async function listWaiting(
  db: Kysely<Schema>,
  { status: _status, ...filter }: ListFilter,
  limit: number,
): Promise<{ total: number; oldest: JobSummary[] }> {
  const waiting = db
    .selectFrom("jobs")
    .where("status", "=", "queued")
    .where(allOf(toConditions(filter, "numbers")));
  const { total } = await waiting
    .select((select) => select.fn.countAll<number | string>().as("total"))
    .executeTakeFirstOrThrow();
  const rows = await waiting
    .select(summaryColumns)
    .where("created_order", ">=", 0)
    .orderBy("created_order")
    .limit(limit)
    .execute();
  return { total: Number(total), oldest: rows.map(parseSummaryRow) };
}
