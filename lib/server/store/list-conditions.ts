import "server-only";
import { sql } from "kysely";
import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { InstantRange, ListFilter, Selection } from "#lib/domain/list-filter.ts";
import { toMoreConditions } from "./more-conditions.ts";
import type { Schema } from "./schema.ts";

type Where = ExpressionBuilder<Schema, "jobs">;
type Condition = Expression<SqlBool>;
type TextColumn = "source" | "status" | "type" | "project_id" | "target_id" | "parent_id";

const searchedColumns = ["id", "type", "error_code", "error_message"] as const;

/** What must hold of a job for the filter to let it through; its sort, limit and cursor are not looked at. */
export function toConditions(where: Where, filter: ListFilter): Condition[] {
  return [
    ...toSelection(where, "source", filter.source),
    ...toSelection(where, "status", filter.status),
    ...toSelection(where, "type", filter.type),
    ...toSelection(where, "project_id", filter.project),
    ...toSelection(where, "target_id", filter.target),
    ...toSelection(where, "parent_id", filter.parent),
    ...toRange(where, "created_at", filter.created),
    ...toRange(where, "finished_at", filter.ended),
    ...(filter.minDurationMs === undefined
      ? []
      : [where("run_ms", ">=", toInteger(Math.ceil(filter.minDurationMs)))]),
    ...(filter.maxDurationMs === undefined
      ? []
      : [where("run_ms", "<=", toInteger(Math.floor(filter.maxDurationMs)))]),
    ...toSearch(where, filter.q ?? ""),
    ...toMoreConditions(filter, (column) => sql.ref(column)),
  ];
}

function toSelection(
  where: Where,
  column: TextColumn,
  selection: Selection<string | null> | undefined,
): Condition[] {
  const { include, exclude } = selection ?? { include: [], exclude: [] };
  const wanted = include.length > 0 ? [isOneOf(where, column, include)] : [];
  return exclude.length > 0 ? [...wanted, where.not(isOneOf(where, column, exclude))] : wanted;
}

/** Never null, so that it may be negated. */
function isOneOf(where: Where, column: TextColumn, values: readonly (string | null)[]): Condition {
  const texts = values.filter((value) => value !== null);
  return where.or([
    ...(texts.length > 0 ? [where.and([where(column, "is not", null), isIn(column, texts)])] : []),
    ...(texts.length < values.length ? [where(column, "is", null)] : []),
  ]);
}

function isIn(column: TextColumn, values: readonly string[]): Condition {
  return sql<SqlBool>`${sql.ref(column)} in (${sql.join(values)})`;
}

function toRange(
  where: Where,
  column: "created_at" | "finished_at",
  { after, before }: InstantRange = {},
): Condition[] {
  return [
    ...(after === undefined ? [] : [where(column, ">", toInteger(Math.floor(after)))]),
    ...(before === undefined ? [] : [where(column, "<", toInteger(Math.ceil(before)))]),
  ];
}

/** Postgres takes nothing else for a column of whole numbers. */
function toInteger(value: number): number {
  return Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}

/** SQLite folds the case of ASCII letters only, and so both sides do. */
function toSearch(where: Where, q: string): Condition[] {
  if (q === "") return [];
  const folded = q.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const pattern = `%${folded.replace(/[\\%_]/g, "\\$&")}%`;
  return [
    where.or(
      searchedColumns.map(
        (column) => sql<SqlBool>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`,
      ),
    ),
  ];
}
