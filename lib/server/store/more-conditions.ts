import "server-only";
import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { LengthRange, ListFilter, Selection } from "#lib/domain/list-filter.ts";
import { searchedColumns, toPattern } from "./text-pattern.ts";

/** The IDs that are asked for, the texts that may not occur, lengths but the running time, kinds of failure. */
export function toMoreConditions(
  { ids, notQ = [], wait, total, failure }: ListFilter,
  column: ToColumn,
  isQuiet: boolean,
): RawBuilder<SqlBool>[] {
  const isWanted = ids?.length
    ? sql<SqlBool>`${column("id")} in (${sql.join(ids)})`
    : sql<SqlBool>`1 = 0`;
  const wanted = ids ? [isWanted] : [];
  return [
    ...wanted,
    ...toWait(wait, column),
    ...toTotal(total, isQuiet),
    ...(failure ? isFailure(column("fingerprint"), failure) : []),
    // SQLite asks in this order, and texts cost the most.
    ...notQ.map((text) => lacks(text, column)),
  ];
}

type ToColumn = (name: string) => RawBuilder<unknown>;

export function toWait(wait: ListFilter["wait"], column: ToColumn): RawBuilder<SqlBool>[] {
  return toLengths(column("queue_ms"), wait);
}

/** Written as in its index, which knows the outcome, and beneath a plus where it shall not be chosen for it. */
export function toTotal(total: ListFilter["total"], isQuiet: boolean): RawBuilder<SqlBool>[] {
  const took = sql`(jobs.finished_at - jobs.created_at)`;
  const hasBound = total?.minMs !== undefined || total?.maxMs !== undefined;
  return toLengths(isQuiet ? sql`+${took}` : took, hasBound ? { minMs: 0, ...total } : {});
}

/** A job without the length is left out. */
function toLengths(
  length: RawBuilder<unknown>,
  { minMs, maxMs }: LengthRange = {},
): RawBuilder<SqlBool>[] {
  return [
    ...(minMs === undefined ? [] : [sql<SqlBool>`${length} >= ${Math.ceil(minMs)}`]),
    ...(maxMs === undefined ? [] : [sql<SqlBool>`${length} <= ${Math.floor(maxMs)}`]),
  ];
}

function isFailure(
  column: RawBuilder<unknown>,
  { include, exclude }: Selection<string>,
): RawBuilder<SqlBool>[] {
  const kind = sql`coalesce(${column}, '')`;
  return [
    ...(include.length > 0 ? [sql<SqlBool>`${kind} in (${sql.join(include)})`] : []),
    ...(exclude.length > 0 ? [sql<SqlBool>`${kind} not in (${sql.join(exclude)})`] : []),
  ];
}

/** Letter case of ASCII letters does not count. */
function lacks(text: string, column: ToColumn): RawBuilder<SqlBool> {
  const pattern = toPattern(text);
  const each = searchedColumns.map(
    (name) => sql<SqlBool>`lower(coalesce(${column(name)}, '')) not like ${pattern} escape '\\'`,
  );
  return sql<SqlBool>`(${sql.join(each, sql` and `)})`;
}
