import "server-only";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { jobStatuses, sourceNames } from "#lib/domain/job.ts";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { allOf, type Condition, toSelection } from "./list/conditions.ts";
import type { Schema } from "./schema.ts";

/** Jobs that are alike in what they are most often filtered by. Without a project it is `""`. */
export type Cell = z.infer<typeof cellRow>;
export type CellFilter = Pick<ListFilter, (typeof dimensions)[number] | "status">;
export type StatusCount = z.infer<typeof statusRow>;

const dimensions = ["source", "type", "project"] as const;

const cellRow = z.object({
  source: z.enum(sourceNames),
  type: z.string(),
  project_id: z.string(),
  status: z.enum(jobStatuses),
  jobs: z.number(),
});
const statusRow = z.object({ status: z.enum(jobStatuses), count: z.number() });

/** The cells that a filter's conditions on source, status, type and project let through. */
export async function listCells(
  db: Kysely<Schema>,
  filter: CellFilter,
  limit: number,
): Promise<Cell[]> {
  const { rows } = await sql`
    select source, type, project_id, status, jobs from job_counts
    where ${toCellCondition(filter)} limit ${limit}
  `.execute(db);
  return z.array(cellRow).parse(rows);
}

/** By status, for a filter with no other conditions than these. */
export async function countCells(db: Kysely<Schema>, filter: CellFilter): Promise<StatusCount[]> {
  const used = dimensions.filter((name) => isUsed(filter[name]));
  const [dimension = "all"] = used;
  const where = {
    cells: toCellCondition(filter),
    totals: toTotalCondition(filter, dimension),
  };
  const query =
    used.length > 1
      ? sql`select status, sum(jobs) as count from job_counts where ${where.cells} group by status`
      : sql`select status, sum(jobs) as count from job_totals where ${where.totals} group by status`;
  return z.array(statusRow).parse((await query.execute(db)).rows);
}

function isUsed(selection: CellFilter["project"]): boolean {
  return selection !== undefined && selection.include.length + selection.exclude.length > 0;
}

function toTotalCondition(filter: CellFilter, dimension: "all" | (typeof dimensions)[number]) {
  const selected = dimension === "all" ? undefined : filter[dimension];
  return allOf([
    sql`dimension = ${dimension}`,
    ...toSelection(sql.ref("value"), withoutNull(selected)),
    ...toSelection(sql.ref("status"), filter.status),
  ]);
}

function toCellCondition({ source, status, type, project }: CellFilter): Condition {
  return allOf([
    ...toSelection(sql.ref("source"), source),
    ...toSelection(sql.ref("status"), status),
    ...toSelection(sql.ref("type"), type),
    ...toSelection(sql.ref("project_id"), withoutNull(project)),
  ]);
}

function withoutNull(selection: CellFilter["project"]): CellFilter["project"] {
  return (
    selection && {
      include: selection.include.map((value) => value ?? ""),
      exclude: selection.exclude.map((value) => value ?? ""),
    }
  );
}
