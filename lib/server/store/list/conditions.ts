import "server-only";
import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { OrderColumn } from "./order.ts";
import type { DatabaseKind } from "../schema.ts";
import type { ListFilter, Selection } from "#lib/domain/list-filter.ts";
import { type Interval, isInsideOneOf, toIntervals } from "./intervals.ts";
import { searchedColumns, toIndexedText, toPattern } from "./text-candidates.ts";

export type Condition = RawBuilder<SqlBool>;
type ToColumn = (name: string) => RawBuilder<unknown>;
export type FilterColumn = (typeof filterColumns)[number][0];

export const filterColumns = [
  ["source", "source"],
  ["status", "status"],
  ["type", "type"],
  ["project_id", "project"],
  ["target_id", "target"],
  ["parent_id", "parent"],
] as const;

/**
 * What must hold of a job for the filter to let it through; its sort, limit and cursor are not looked
 * at. A database chooses no index by columns that are quiet. Postgres knows no quiet texts.
 */
export function toConditions(
  filter: ListFilter,
  quiet: "none" | "numbers" | "all" = "none",
): Condition[] {
  const text = (name: string) => toColumn(name, quiet === "all");
  const number = (name: OrderColumn) => toColumn(name, quiet !== "none");
  return [
    ...filterColumns.flatMap(([name, field]) => toSelection(text(name), filter[field])),
    ...isInsideOneOf(number("created_order"), toIntervals(filter, "created")),
    ...isInsideOneOf(number("ended_order"), toIntervals(filter, "ended")),
    ...isInsideOneOf(number("duration_order"), toIntervals(filter, "duration")),
    ...toIds(filter.ids, text),
    ...toNullable(text("queue_ms"), toIntervals(filter, "wait")),
    ...toNullable(tookMs(quiet !== "none"), toIntervals(filter, "total")),
    ...toSelection(sql`coalesce(${text("fingerprint")}, '')`, filter.failure),
    // SQLite asks in this order, and texts cost the most.
    ...(filter.notQ ?? []).map((each) => lacks(each, text)),
    ...toSearch(filter.q ?? "", text),
  ];
}

/** Those of a list: SQLite is told its index by other means, Postgres finds its own, and the one for texts by a condition of its form. */
export function toListConditions(kind: DatabaseKind, filter: ListFilter): Condition[] {
  return kind === "sqlite"
    ? toConditions(filter, "all")
    : [...toConditions(filter), ...toIndexedText(filter.q ?? "")];
}

function toColumn(name: string, isQuiet: boolean): RawBuilder<unknown> {
  const ref = sql.ref(`jobs.${name}`);
  return isQuiet ? sql`+${ref}` : sql`${ref}`;
}

export function toSelection(
  column: RawBuilder<unknown>,
  selection: Selection<string | null> | undefined,
): Condition[] {
  const { include, exclude } = selection ?? { include: [], exclude: [] };
  const wanted = include.length > 0 ? [isOneOf(column, include)] : [];
  return exclude.length > 0 ? [...wanted, sql<SqlBool>`not (${isOneOf(column, exclude)})`] : wanted;
}

/** Never null, so that it may be negated. */
function isOneOf(column: RawBuilder<unknown>, values: readonly (string | null)[]): Condition {
  const texts = values.filter((value) => value !== null);
  const isNull = sql<SqlBool>`${column} is null`;
  if (texts.length === 0) return isNull;
  const isIn = sql<SqlBool>`(${column} is not null and ${column} in (${sql.join(texts)}))`;
  return texts.length < values.length ? sql<SqlBool>`(${isIn} or ${isNull})` : isIn;
}

function toIds(ids: ListFilter["ids"], column: ToColumn): Condition[] {
  if (!ids) return [];
  return [ids.length > 0 ? isOneOf(column("id"), ids) : sql<SqlBool>`1 = 0`];
}

/** Written as in its index, which knows the outcome, and beneath a plus where it shall not be chosen for it. */
export function tookMs(isQuiet: boolean): RawBuilder<unknown> {
  const took = sql`(jobs.finished_at - jobs.created_at)`;
  return isQuiet ? sql`+${took}` : took;
}

/** Of a column that is null where the value is missing. */
function toNullable(column: RawBuilder<unknown>, intervals: readonly Interval[]): Condition[] {
  const hasMissing = intervals.some(({ from }) => from < 0);
  return isInsideOneOf(hasMissing ? sql`coalesce(${column}, -1)` : column, intervals);
}

function toSearch(q: string, column: ToColumn): Condition[] {
  if (q === "") return [];
  const pattern = toPattern(q);
  const found = searchedColumns.map(
    (name) => sql<SqlBool>`lower(${column(name)}) like ${pattern} escape '\\'`,
  );
  return [sql<SqlBool>`(${sql.join(found, sql` or `)})`];
}

/** Letter case of ASCII letters does not count. */
function lacks(text: string, column: ToColumn): Condition {
  const pattern = toPattern(text);
  const each = searchedColumns.map(
    (name) => sql<SqlBool>`lower(coalesce(${column(name)}, '')) not like ${pattern} escape '\\'`,
  );
  return sql<SqlBool>`(${sql.join(each, sql` and `)})`;
}

export function allOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0
    ? sql<SqlBool>`1 = 1`
    : sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}
