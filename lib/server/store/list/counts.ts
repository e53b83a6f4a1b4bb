import "server-only";
import { setImmediate } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { type JobStatus, jobStatuses, zeroCounts } from "#lib/domain/job.ts";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { sumCounts } from "#lib/domain/list-query/apply-list-changes.ts";
import { countCells, type StatusCount } from "../job-counts.ts";
import { allOf, type Condition, toConditions, toListConditions } from "./conditions.ts";
import { toOrder } from "./order.ts";
import { listPaths } from "./paths.ts";
import type { Sizes } from "./measure-path.ts";
import type { DatabaseKind, Schema } from "../schema.ts";

type ListCounts = {
  counts: Record<JobStatus, number>;
  isCountExact: boolean;
  total: number;
  isTotalExact: boolean;
};

/** So many jobs are counted whole, whatever is asked of them. */
const smallStore = 30_000;
/** Of more, jobs looked at to count them: where the index tells all that is asked, and where each has to be fetched. */
const [maxScanned, maxFetched] = [5_000, 1_000];
/** Jobs looked at in one go: SQLite answers within the event loop. */
const slice = 10_000;

const seenRows = z.array(
  z.object({ status: z.enum(jobStatuses), count: z.number(), seen: z.number() }),
);

/**
 * How many jobs of each status a filter lets through, with every condition but the one on status, and how many with
 * it. No fewer than those of the page that was read, which is `whole` where it holds all of them.
 */
export async function countList(
  db: Kysely<Schema>,
  kind: DatabaseKind,
  filter: ListFilter,
  sizes: Sizes,
  page: { jobs: readonly { status: JobStatus }[]; isWhole: boolean },
): Promise<ListCounts> {
  const { status, sort: _, cursor: __, limit: ___, ...others } = filter;
  const { rows, isCountExact } = await count(db, kind, others, sizes);
  const counts = sumByStatus(rows);
  let isTotalExact = isCountExact || page.isWhole;
  if (!isCountExact)
    raise(counts, sumByStatus(page.jobs.map(({ status }) => ({ status, count: 1 }))));
  if (!isTotalExact && status) {
    const chosen = await count(db, kind, { ...others, status }, sizes);
    raise(counts, sumByStatus(chosen.rows));
    isTotalExact = chosen.isCountExact;
  }
  return { counts, isCountExact, total: sumCounts(counts, filter), isTotalExact };
}

function sumByStatus(rows: readonly StatusCount[]): Record<JobStatus, number> {
  const counts = zeroCounts();
  for (const row of rows) counts[row.status] += row.count;
  return counts;
}

/** Of two countings that were both broken off, the one that came further. */
function raise(counts: Record<JobStatus, number>, others: Record<JobStatus, number>): void {
  for (const status of jobStatuses) counts[status] = Math.max(counts[status], others[status]);
}

async function count(db: Kysely<Schema>, kind: DatabaseKind, filter: ListFilter, sizes: Sizes) {
  const { source: _, type: __, project: ___, ...rest } = filter;
  if (toConditions(rest).length === 0)
    return { rows: await countCells(db, { ...filter }), isCountExact: true };
  const conditions = toListConditions(kind, filter);
  if (kind === "postgres") return await countSome(db, [allOf(conditions)], [], smallStore + 1);
  const paths = await listPaths(db, filter, toOrder({}), sizes);
  const path = paths.toSorted((a, b) => a.size - b.size)[0];
  const { created: _c, ended: _e, duration: _d, wait: _w, total: _t, except: _x, ...others } = rest;
  const isFetched = toConditions(others).length > 0;
  const all = paths.find(({ of }) => of === "all");
  const limit =
    (all?.size ?? 0) <= smallStore ? smallStore + 1 : isFetched ? maxFetched : maxScanned;
  const parts = Math.ceil(Math.min(limit, path?.size ?? 0) / slice);
  // An index knows the row's number, so that only the part itself is fetched.
  const branches = (path?.branches ?? []).flatMap((branch) =>
    parts > 1
      ? Array.from({ length: parts }, (_, part) =>
          allOf([branch, sql`+jobs.rowid % ${parts} = ${part}`]),
        )
      : [branch],
  );
  return await countSome(db, branches, conditions, limit);
}

/** Of the jobs of the branches, at most `limit`. */
async function countSome(
  db: Kysely<Schema>,
  branches: Condition[],
  conditions: Condition[],
  limit: number,
) {
  const rows: z.infer<typeof seenRows> = [];
  let left = limit;
  for (const [at, branch] of branches.entries()) {
    if (at > 0) await setImmediate();
    const query = sql`
      select status, sum(is_wanted) as count, count(*) as seen from (
        select status, case when ${allOf(conditions)} then 1 else 0 end as is_wanted
        from jobs where ${branch} limit ${left}
      ) as seen group by status
    `;
    const counted = seenRows.parse((await query.execute(db)).rows);
    rows.push(...counted);
    left -= counted.reduce((sum, { seen }) => sum + seen, 0);
    if (left <= 0) return { rows, isCountExact: false };
  }
  return { rows, isCountExact: true };
}
