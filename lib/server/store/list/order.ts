import "server-only";
import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { ListFilter, ListOrder } from "#lib/domain/list-filter.ts";
import type { SourceName } from "#lib/domain/job.ts";
import type { Condition } from "./conditions.ts";

/** Where a job stands in a sort: -1 where it lacks the value. Source and ID break ties, in the same direction. */
export type ListPosition = { order: number; source: SourceName; id: string };

export type Order = { by: ListOrder; column: OrderColumn; descending: boolean };
export type OrderColumn = "created_order" | "ended_order" | "duration_order";

export const orderColumns = {
  created: "created_order",
  ended: "ended_order",
  duration: "duration_order",
} as const satisfies Record<ListOrder, OrderColumn>;

export const usualSort = { by: "created", descending: true } as const;

export function toOrder({ sort = usualSort }: ListFilter): Order {
  const { by, descending } = sort;
  return { by, column: orderColumns[by], descending };
}

/**
 * The parts of a sort after a position, one after the other: jobs that lack the value stand at the beginning of an
 * ascending index, and come last.
 */
export function toParts(
  { column, descending }: Order,
  from: ListPosition | undefined,
): Condition[] {
  if (descending) return [sql<SqlBool>`1 = 1`];
  const ref = sql.ref(`jobs.${column}`);
  // As a range, so that an index goes on within it from a position.
  const missing = sql<SqlBool>`${ref} < 0`;
  return from?.order === -1 ? [missing] : [sql<SqlBool>`${ref} >= 0`, missing];
}

/** Within one part of the sort. */
export function orderBy(order: Order): RawBuilder<unknown> {
  return toOrderBy(toColumns(order, false), order);
}

/** SQLite reads no index for it, and sorts what it found: all parts of the sort. */
export function orderByQuietly(order: Order): RawBuilder<unknown> {
  const columns = toColumns(order, true);
  const [column] = columns;
  return order.descending
    ? toOrderBy(columns, order)
    : sql`${column} = -1, ${toOrderBy(columns, order)}`;
}

function toOrderBy(columns: RawBuilder<unknown>[], { descending }: Order): RawBuilder<unknown> {
  return sql.join(columns.map((column) => (descending ? sql`${column} desc` : column)));
}

/** Past a position of the sort, or up to one and with it; both within one part of the sort. */
export function compareTo(
  order: Order,
  relation: "after" | "upTo",
  position: ListPosition,
): Condition {
  return compareColumns(toColumns(order, false), order, relation, position);
}

/** As `compareTo` after a position, across the parts of the sort; SQLite reads no index for it. */
export function isAfterQuietly(order: Order, position: ListPosition): Condition {
  const columns = toColumns(order, true);
  const after = compareColumns(columns, order, "after", position);
  if (order.descending) return after;
  const [column] = columns;
  return position.order === -1
    ? sql<SqlBool>`(${column} = -1 and ${after})`
    : sql<SqlBool>`(${column} = -1 or ${after})`;
}

function compareColumns(
  columns: RawBuilder<unknown>[],
  { descending }: Order,
  relation: "after" | "upTo",
  { order: value, source, id }: ListPosition,
): Condition {
  const sign = { after: descending ? "<" : ">", upTo: descending ? ">=" : "<=" };
  return sql<SqlBool>`(${sql.join(columns)}) ${sql.raw(sign[relation])} (${value}, ${source}, ${id})`;
}

function toColumns({ column }: Order, isQuiet: boolean): RawBuilder<unknown>[] {
  return [column, "source", "id"].map((name) =>
    isQuiet ? sql`+${sql.ref(`jobs.${name}`)}` : sql.ref(`jobs.${name}`),
  );
}

export function comparePositions(a: ListPosition, b: ListPosition, descending: boolean): number {
  const isMissing = [a, b].map(({ order }) => Number(order === -1));
  if (isMissing[0] !== isMissing[1]) return (isMissing[0] ?? 0) - (isMissing[1] ?? 0);
  const rise = a.order - b.order || compareTexts(a.source, b.source) || compareTexts(a.id, b.id);
  return descending ? -rise : rise;
}

/** By their bytes, as the databases do. */
function compareTexts(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
