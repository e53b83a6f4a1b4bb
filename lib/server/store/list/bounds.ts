import "server-only";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { ListFilter, ListOrder } from "#lib/domain/list-filter.ts";
import { type Interval, toIntervals, without } from "./intervals.ts";
import type { Schema } from "../schema.ts";

/**
 * The stretches of the order that is asked for that are worth reading: by the filter's range of it, and by what its
 * range of the other instant means for it, since no job ends much before it was created, and none later than the
 * longest of them took.
 */
export async function toStretches(
  db: Kysely<Schema>,
  filter: ListFilter,
  by: ListOrder,
): Promise<Interval[]> {
  const own = toIntervals(filter, by);
  if (by === "duration") return own;
  const others = toIntervals(filter, by === "created" ? "ended" : "created");
  const [first, last] = [others[0], others.at(-1)];
  if (!first || !last) return [];
  // A job that lacks the other instant may stand anywhere.
  if (first.from < 0) return own;
  const [longestMs, aheadMs] = [await findLongestMs(db), await findFurthestAheadMs(db)];
  const [beforeMs, afterMs] = by === "created" ? [longestMs, aheadMs] : [aheadMs, longestMs];
  return without(own, [
    { from: 0, to: first.from - beforeMs - 1 },
    { from: Math.max(0, last.to + afterMs + 1), to: Infinity },
  ]);
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
