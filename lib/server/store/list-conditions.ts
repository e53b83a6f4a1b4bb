import "server-only";
import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { OrderColumn } from "./list-order.ts";
import type { DatabaseKind } from "./schema.ts";
import type { InstantRange, LengthRange, ListFilter, Selection } from "#lib/domain/list-filter.ts";
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
    ...toRange(number("created_order"), filter.created),
    ...toRange(number("ended_order"), filter.ended),
    ...toLengths(number("duration_order"), fromNothing(filter.duration)),
    ...toIds(filter.ids, text),
    ...toWait(filter.wait, text),
    ...toTotal(filter.total, quiet !== "none"),
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

/** Both bounds are exclusive; a job without the instant, whose order is -1, is left out. */
export function toRange(
  column: RawBuilder<unknown>,
  { after, before }: InstantRange = {},
): Condition[] {
  if (after === undefined && before === undefined) return [];
  return [
    sql<SqlBool>`${column} > ${toInteger(Math.max(-1, Math.floor(after ?? -1)))}`,
    ...(before === undefined ? [] : [sql<SqlBool>`${column} < ${toInteger(Math.ceil(before))}`]),
  ];
}

/** Postgres takes nothing else for a column of whole numbers. */
function toInteger(value: number): number {
  return Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}

function toIds(ids: ListFilter["ids"], column: ToColumn): Condition[] {
  if (!ids) return [];
  return [ids.length > 0 ? isOneOf(column("id"), ids) : sql<SqlBool>`1 = 0`];
}

export function toWait(wait: ListFilter["wait"], column: ToColumn): Condition[] {
  return toLengths(column("queue_ms"), wait);
}

/** Written as in its index, which knows the outcome, and beneath a plus where it shall not be chosen for it. */
export function toTotal(total: ListFilter["total"], isQuiet: boolean): Condition[] {
  const took = sql`(jobs.finished_at - jobs.created_at)`;
  return toLengths(isQuiet ? sql`+${took}` : took, fromNothing(total));
}

/** With a lower bound where there is any: a length that is less than nothing is none. */
export function fromNothing(range: LengthRange = {}): LengthRange {
  const { minMs, maxMs } = range;
  return minMs === undefined && maxMs === undefined ? {} : { minMs: 0, ...range };
}

/** A job without the length is left out. */
export function toLengths(
  length: RawBuilder<unknown>,
  { minMs, maxMs }: LengthRange = {},
): Condition[] {
  return [
    ...(minMs === undefined
      ? []
      : [sql<SqlBool>`${length} >= ${toInteger(Math.max(0, Math.ceil(minMs)))}`]),
    ...(maxMs === undefined ? [] : [sql<SqlBool>`${length} <= ${toInteger(Math.floor(maxMs))}`]),
  ];
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
