import "server-only";
import { setImmediate } from "node:timers/promises";
import { type Kysely, sql, type SqlBool } from "kysely";
import { z } from "zod";
import { sourceNames } from "#lib/domain/job.ts";
import { allOf, type Condition } from "./conditions.ts";
import { compareTo, isAfterQuietly, orderBy, orderByQuietly, toParts } from "./order.ts";
import { type ListPosition, type Order, orderColumns } from "./order.ts";
import { summaryColumns } from "../rows.ts";
import type { Schema } from "../schema.ts";

/** Jobs looked at in one go: SQLite answers within the event loop, and 4,000 take 5 to 20 ms. */
const [firstSlice, maxSlice] = [2_000, 4_000];
const gatheredSlice = 2_500;

const positionRow = z
  .object({ position: z.number(), source: z.enum(sourceNames), id: z.string() })
  .transform(({ position, source, id }): ListPosition => ({ order: position, source, id }));

const orders = Object.values(orderColumns);
const pageColumns = sql.join([...summaryColumns, ...orders].map((name) => sql.ref(`jobs.${name}`)));

export type Want = {
  order: Order;
  /** What has to hold of a job, whatever the path. */
  conditions: Condition[];
  from: ListPosition | undefined;
  limit: number;
};

/** The first jobs of a branch that comes in the wanted order, part by part of the sort. */
export async function walkBranch(
  db: Kysely<Schema>,
  branch: Condition,
  want: Want,
): Promise<unknown[]> {
  const found: unknown[] = [];
  const parts = toParts(want.order, want.from);
  for (const [at, part] of parts.entries()) {
    const limit = want.limit - found.length;
    const from = at === 0 ? want.from : undefined;
    found.push(...(await walkPart(db, allOf([branch, part]), { ...want, from, limit })));
    if (found.length >= want.limit) break;
  }
  return found;
}

/** Looked through slice by slice. */
async function walkPart(
  db: Kysely<Schema>,
  part: Condition,
  { order, conditions, from, limit }: Want,
): Promise<unknown[]> {
  const found: unknown[] = [];
  let [start, size] = [from, firstSlice];
  for (;;) {
    // SQLite seeks by the bound that it reads first, and these are the narrowest.
    const after = start ? [compareTo(order, "after", start)] : [];
    const end = await findPosition(db, allOf([...after, part]), order, size - 1);
    const upTo = end ? [compareTo(order, "upTo", end)] : [];
    const slice = [...after, ...upTo, part];
    const wanted = limit - found.length;
    found.push(...(await readAll(db, allOf([...slice, ...conditions]), orderBy(order), wanted)));
    if (!end || found.length >= limit) return found;
    [start, size] = [end, Math.min(size * 2, maxSlice)];
    await setImmediate();
  }
}

/**
 * The first jobs of a branch in whatever order it comes: all of its `size` jobs are looked at, and sorted. They come
 * in some parts, the first jobs of each.
 */
export async function gatherBranch(
  db: Kysely<Schema>,
  branch: Condition,
  { order, conditions, from, limit }: Want,
  size: number,
): Promise<unknown[]> {
  const past = from ? [isAfterQuietly(order, from)] : [];
  const parts = Math.ceil(size / gatheredSlice);
  const found: unknown[] = [];
  for (let part = 0; part < parts; part += 1) {
    // An index knows the row's number, so that only the part itself is fetched.
    const own = parts > 1 ? [sql<SqlBool>`+jobs.rowid % ${parts} = ${part}`] : [];
    const wanted = sql`
      select jobs.rowid from jobs where ${allOf([branch, ...own, ...conditions, ...past])}
      order by ${orderByQuietly(order)} limit ${limit}
    `;
    // Sorted by their row numbers alone, and only then fetched whole: that halves the time.
    found.push(
      ...(await readAll(db, sql`jobs.rowid in (${wanted})`, orderByQuietly(order), limit)),
    );
    if (parts > 1) await setImmediate();
  }
  return found;
}

/** One query for it all. */
export async function readAll(
  db: Kysely<Schema>,
  where: Condition,
  order: ReturnType<typeof orderBy>,
  limit: number,
): Promise<unknown[]> {
  const query = sql`select ${pageColumns} from jobs where ${where} order by ${order} limit ${limit}`;
  return (await query.execute(db)).rows;
}

async function findPosition(
  db: Kysely<Schema>,
  where: Condition,
  order: Order,
  offset: number,
): Promise<ListPosition | undefined> {
  const { rows } = await sql`
    select ${sql.ref(`jobs.${order.column}`)} as position, jobs.source, jobs.id from jobs
    where ${where} order by ${orderBy(order)} limit 1 offset ${offset}
  `.execute(db);
  return rows.length === 0 ? undefined : positionRow.parse(rows[0]);
}
