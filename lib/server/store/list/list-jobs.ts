import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";
import { type JobStatus, type JobSummary, sourceNames } from "#lib/domain/job.ts";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { toListConditions } from "./conditions.ts";
import { expandTypes } from "./expand-types.ts";
import { countList } from "./counts.ts";
import { formatCursor, parseCursor } from "./cursor.ts";
import { compareTo, comparePositions, type ListPosition, type Order } from "./order.ts";
import { orderBy, toOrder, toParts } from "./order.ts";
import { listPaths } from "./paths.ts";
import type { Sizes } from "./measure-path.ts";
import { choosePlan } from "./plan.ts";
import { gatherBranch, readAll, walkBranch, type Want } from "./walk.ts";
import { parseSummaryRow } from "../rows.ts";
import type { DatabaseKind, Schema } from "../schema.ts";
import { allOf } from "./conditions.ts";

export const defaultListLimit = 50;
export const maxListLimit = 500;

export type JobPage = { jobs: JobSummary[]; next: string | null };

export type CountedPage = JobPage & {
  /** All jobs that the filter lets through. */
  total: number;
  /** False where counting them all would take long: there are at least that many. */
  isTotalExact: boolean;
  /** By status, with every condition of the filter but the one on status. */
  counts: Record<JobStatus, number>;
  /** As `isTotalExact`, of the counts by status. */
  isCountExact: boolean;
};

/** A page, and how many jobs there are in all. */
export async function listJobs(
  db: Kysely<Schema>,
  kind: DatabaseKind,
  asked: ListFilter,
): Promise<CountedPage> {
  const filter = await expandTypes(db, asked);
  const sizes: Sizes = new Map();
  const page = await readPage(db, kind, { asked, filter, sizes });
  const isWhole = asked.cursor === undefined && page.next === null;
  const counted = await countList(db, kind, filter, sizes, { jobs: page.jobs, isWhole });
  return { ...page, ...counted };
}

export async function listPage(
  db: Kysely<Schema>,
  kind: DatabaseKind,
  asked: ListFilter,
): Promise<JobPage> {
  const filter = await expandTypes(db, asked);
  return await readPage(db, kind, { asked, filter, sizes: new Map() });
}

/** A cursor belongs to what was asked: the types that it stands for come and go. */
async function readPage(
  db: Kysely<Schema>,
  kind: DatabaseKind,
  { asked, filter, sizes }: { asked: ListFilter; filter: ListFilter; sizes: Sizes },
): Promise<JobPage> {
  const limit = Math.min(Math.max(filter.limit ?? defaultListLimit, 1), maxListLimit);
  const order = toOrder(filter);
  const want = {
    order,
    conditions: toListConditions(kind, filter),
    from: asked.cursor === undefined ? undefined : parseCursor(asked, asked.cursor),
    limit: limit + 1,
  };
  const rows = await (kind === "sqlite"
    ? findRows(db, filter, want, sizes)
    : findRowsAtOnce(db, want));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    jobs: rows.slice(0, limit).map(parseSummaryRow),
    next: last === undefined ? null : formatCursor(asked, toPosition(last, order)),
  };
}

/** Postgres plans by itself, and does not keep anybody else waiting. */
async function findRowsAtOnce(
  db: Kysely<Schema>,
  { order, conditions, from, limit }: Want,
): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const [at, part] of toParts(order, from).entries()) {
    const past = from && at === 0 ? [compareTo(order, "after", from)] : [];
    const where = allOf([part, ...conditions, ...past]);
    found.push(...(await readAll(db, where, orderBy(order), limit - found.length)));
    if (found.length >= limit) break;
  }
  return found;
}

/** SQLite is told the way: all of a path and sorted, or a sorted path until there are enough. */
async function findRows(
  db: Kysely<Schema>,
  filter: ListFilter,
  want: Want,
  sizes: Sizes,
): Promise<unknown[]> {
  const plan = choosePlan(await listPaths(db, filter, want.order, sizes), want.limit);
  const found: { row: unknown; position: ListPosition }[] = [];
  const { branches = [], size = 0 } = plan?.path ?? {};
  for (const branch of branches) {
    const read = plan?.isWalk
      ? walkBranch(db, branch, want)
      : gatherBranch(db, branch, want, Math.max(1, size / branches.length));
    for (const row of await read) found.push({ row, position: toPosition(row, want.order) });
  }
  return found
    .toSorted((a, b) => comparePositions(a.position, b.position, want.order.descending))
    .slice(0, want.limit)
    .map(({ row }) => row);
}

const positionRow = z.object({
  source: z.enum(sourceNames),
  id: z.string(),
  created_order: z.number(),
  ended_order: z.number(),
  duration_order: z.number(),
});

function toPosition(row: unknown, { column }: Order): ListPosition {
  const { source, id, ...orders } = positionRow.parse(row);
  return { source, id, order: orders[column] };
}
