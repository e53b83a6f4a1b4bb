import "server-only";
import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { InstantRange, LengthRange, ListFilter } from "#lib/domain/list-filter.ts";

type Condition = RawBuilder<SqlBool>;

/** Whole numbers from one to another, both included. A job that lacks the value stands below 0. */
export type Interval = { from: number; to: number };
export type RangedField = keyof NonNullable<ListFilter["except"]>;

const everything: Interval = { from: -Infinity, to: Infinity };

/** What a filter lets through of one of its ranged values: apart from each other, and rising. */
export function toIntervals(filter: ListFilter, field: RangedField): Interval[] {
  const wanted = filter[field];
  const isBound = wanted !== undefined && Object.values(wanted).some((end) => end !== undefined);
  const intervals = isBound ? [toInterval(wanted)] : [everything];
  return without(intervals, (filter.except?.[field] ?? []).map(toInterval));
}

/** What is left of intervals when others are taken out of them. */
export function without(intervals: readonly Interval[], taken: readonly Interval[]): Interval[] {
  return taken
    .reduce<readonly Interval[]>(
      (left, each) => left.flatMap((interval) => subtract(interval, each)),
      intervals,
    )
    .filter(({ from, to }) => from <= to);
}

/** Instants exclude their ends, lengths include them; neither is ever less than 0. */
function toInterval(range: InstantRange & LengthRange): Interval {
  const { after = -1, before = Infinity, minMs = 0, maxMs = Infinity } = range;
  return {
    from: Math.max(0, Math.floor(after) + 1, Math.ceil(minMs)),
    to: Math.min(Math.ceil(before) - 1, Math.floor(maxMs)),
  };
}

function subtract({ from, to }: Interval, taken: Interval): Interval[] {
  if (taken.from > taken.to) return [{ from, to }];
  return [
    { from, to: Math.min(to, taken.from - 1) },
    { from: Math.max(from, taken.to + 1), to },
  ];
}

export const isEverything = ({ from, to }: Interval): boolean =>
  from === -Infinity && to === Infinity;

/** For a column that holds -1, or less, where the value is missing. */
export function isInside(column: RawBuilder<unknown>, { from, to }: Interval): Condition[] {
  return [
    ...(from === -Infinity ? [] : [sql<SqlBool>`${column} >= ${toInteger(from)}`]),
    ...(to === Infinity ? [] : [sql<SqlBool>`${column} <= ${toInteger(to)}`]),
  ];
}

/** In one of them: no condition where that is always so. */
export function isInsideOneOf(
  column: RawBuilder<unknown>,
  intervals: readonly Interval[],
): Condition[] {
  const [first] = intervals;
  if (!first) return [sql<SqlBool>`1 = 0`];
  if (intervals.length === 1) return isInside(column, first);
  const each = intervals.map(
    (interval) => sql`(${sql.join(isInside(column, interval), sql` and `)})`,
  );
  return [sql<SqlBool>`(${sql.join(each, sql` or `)})`];
}

/** Postgres takes nothing else for a column of whole numbers. */
function toInteger(value: number): number {
  return Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}
