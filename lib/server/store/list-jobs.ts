import "server-only";
import type { ExpressionBuilder, Kysely, SqlBool, Expression } from "kysely";
import type { JobStatus, JobSummary } from "#lib/domain/job.ts";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { countStatuses } from "./count-statuses.ts";
import { formatCursor, parseCursor, type ListPosition } from "./list-cursor.ts";
import { toConditions } from "./list-conditions.ts";
import { parseSummaryRow, summaryColumns } from "./rows.ts";
import type { Schema } from "./schema.ts";

export const defaultListLimit = 50;
export const maxListLimit = 500;

const orderColumns = {
  created: "created_order",
  ended: "ended_order",
  duration: "duration_order",
} as const;

export type JobPage = {
  jobs: JobSummary[];
  next: string | null;
  /** All jobs that the filter lets through. */
  total: number;
  /** By status, with every condition of the filter but the one on status. */
  counts: Record<JobStatus, number>;
};

export async function listJobs(db: Kysely<Schema>, filter: ListFilter): Promise<JobPage> {
  const limit = Math.min(Math.max(filter.limit ?? defaultListLimit, 1), maxListLimit);
  const { by, descending } = filter.sort ?? { by: "created", descending: true };
  const column = orderColumns[by];
  const from = filter.cursor === undefined ? undefined : parseCursor(filter, filter.cursor);
  const { status, ...others } = filter;
  const { counts } = await countStatuses(
    db.selectFrom("jobs").where((where) => where.and(toConditions(where, others))),
  );
  let page = db
    .selectFrom("jobs")
    .select([...summaryColumns, column])
    .where((where) => where.and(toConditions(where, filter)))
    .orderBy(column, descending ? "desc" : "asc")
    .orderBy("source")
    .orderBy("id")
    .limit(limit + 1);
  if (from) page = page.where((where) => isAfter(where, column, descending, from));
  const rows = await page.execute();
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    jobs: rows.slice(0, limit).map(parseSummaryRow),
    next: last
      ? formatCursor(filter, { order: last[column], source: last.source, id: last.id })
      : null,
    total: sumShown(counts, status),
    counts,
  };
}

/** The outer bound repeats what the rest says, and lets the database start in its index. */
function isAfter(
  where: ExpressionBuilder<Schema, "jobs">,
  column: (typeof orderColumns)[keyof typeof orderColumns],
  descending: boolean,
  { order, source, id }: ListPosition,
): Expression<SqlBool> {
  return where.and([
    where(column, descending ? "<=" : ">=", order),
    where.or([
      where(column, descending ? "<" : ">", order),
      where("source", ">", source),
      where.and([where("source", "=", source), where("id", ">", id)]),
    ]),
  ]);
}

function sumShown(counts: Record<JobStatus, number>, status: ListFilter["status"]): number {
  const shown = new Map(Object.entries(counts));
  const { include, exclude } = status ?? { include: [], exclude: [] };
  if (include.length > 0)
    for (const name of shown.keys()) if (!include.some((one) => one === name)) shown.delete(name);
  for (const name of exclude) shown.delete(name);
  return Array.from(shown.values()).reduce((sum, count) => sum + count, 0);
}
