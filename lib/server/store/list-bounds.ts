import "server-only";
import { type Kysely, sql, type SqlBool } from "kysely";
import { z } from "zod";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { type Condition, fromNothing, toLengths, toRange } from "./list-conditions.ts";
import type { Order } from "./list-order.ts";
import type { Schema } from "./schema.ts";

/**
 * What narrows an index in the order that is asked for: the range of that order, or what a range of the other instant
 * means for it, since jobs end after they were created, and none later than the longest of them took.
 */
export async function toSortedBound(
  db: Kysely<Schema>,
  { created, ended, duration }: ListFilter,
  { by }: Order,
): Promise<Condition[]> {
  if (by === "duration") return toLengths(sql.ref("jobs.duration_order"), fromNothing(duration));
  const own = toRange(sql.ref(`jobs.${by}_order`), by === "created" ? created : ended);
  if (by === "ended") {
    if (created?.before === undefined) return own;
    const limit = Math.ceil(created.before) + (await findLongestMs(db));
    return [...own, sql<SqlBool>`jobs.ended_order < ${limit}`];
  }
  if (ended?.before !== undefined) {
    const limit = Math.ceil(ended.before) + (await findFurthestAheadMs(db));
    own.push(sql<SqlBool>`jobs.created_order < ${limit}`);
  }
  if (ended?.after !== undefined && !(await hasUndated(db))) {
    const limit = Math.floor(ended.after) - (await findLongestMs(db));
    own.push(sql<SqlBool>`jobs.created_order > ${limit}`);
  }
  return own;
}

const msRow = z.tuple([z.object({ ms: z.number().nullable() })]);

async function findLongestMs(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql`select max(finished_at - created_at) as ms from jobs`.execute(db);
  return Math.max(0, msRow.parse(rows)[0].ms ?? 0);
}

/** By how much an upstream dates an end before the creation, at most. */
async function findFurthestAheadMs(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql`
    select max(created_order - ended_order) as ms from jobs
    where created_order > ended_order and ended_order <> -1
  `.execute(db);
  return msRow.parse(rows)[0].ms ?? 0;
}

/** Whether there are jobs of which nobody knows when they were created. */
async function hasUndated(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql`select 1 from jobs where created_order = -1 limit 1`.execute(db);
  return rows.length > 0;
}
