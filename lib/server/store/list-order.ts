import "server-only";
import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { ListFilter, ListOrder } from "#lib/domain/list-filter.ts";
import type { SourceName } from "#lib/domain/job.ts";
import type { Condition } from "./list-conditions.ts";

/** Where a job stands in a sort; source and ID break ties, in the same direction. */
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

/** With `isQuiet` SQLite reads no index for it, and sorts what it found. */
export function orderBy(order: Order, isQuiet: boolean): RawBuilder<unknown> {
  return sql.join(
    toColumns(order, isQuiet).map((column) => (order.descending ? sql`${column} desc` : column)),
  );
}

/** Past a position of the sort, or up to one and with it. */
export function compareTo(
  order: Order,
  relation: "after" | "upTo",
  { order: value, source, id }: ListPosition,
  isQuiet = false,
): Condition {
  const sign = { after: order.descending ? "<" : ">", upTo: order.descending ? ">=" : "<=" };
  const columns = sql.join(toColumns(order, isQuiet));
  return sql<SqlBool>`(${columns}) ${sql.raw(sign[relation])} (${value}, ${source}, ${id})`;
}

function toColumns({ column }: Order, isQuiet: boolean): RawBuilder<unknown>[] {
  return [column, "source", "id"].map((name) =>
    isQuiet ? sql`+${sql.ref(`jobs.${name}`)}` : sql.ref(`jobs.${name}`),
  );
}

export function comparePositions(a: ListPosition, b: ListPosition, descending: boolean): number {
  const rise = a.order - b.order || compareTexts(a.source, b.source) || compareTexts(a.id, b.id);
  return descending ? -rise : rise;
}

/** By their bytes, as the databases do. */
function compareTexts(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
