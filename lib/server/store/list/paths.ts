import "server-only";
import { type Kysely, type RawBuilder, sql, type SqlBool } from "kysely";
import { jobStatuses, sourceNames } from "#lib/domain/job.ts";
import type { ListFilter, Selection } from "#lib/domain/list-filter.ts";
import { type Cell, countCells, listCells } from "../job-counts.ts";
import { allOf, type Condition, filterColumns, type FilterColumn } from "./conditions.ts";
import { toStretches } from "./bounds.ts";
import { type Interval, isInside } from "./intervals.ts";
import { toCandidates } from "./candidates.ts";
import type { Order } from "./order.ts";
import { createMeasure, type Measure, type Sizes } from "./measure-path.ts";
import type { Schema } from "../schema.ts";

/**
 * A way to a filter's jobs through an index. Each branch is one stretch of it; together they hold every
 * job that the filter lets through, each once, and others too.
 */
export type Path = {
  branches: Condition[];
  /** Whether each branch comes in the order that is asked for. */
  isSorted: boolean;
  /** How many jobs it leads past, exactly or as a guess. */
  size: number;
  /** `counted` is one of the columns that `cells` are made of. */
  of: "all" | "cells" | "counted" | "other";
};

type Narrowed = { column: FilterColumn; values: (string | null)[] };

const maxBranches = 32;

const closed: Partial<Record<FilterColumn, readonly string[]>> = {
  status: jobStatuses,
  source: sourceNames,
};
const counted: Partial<Record<FilterColumn, "source" | "status" | "type" | "project">> = {
  source: "source",
  status: "status",
  type: "type",
  project_id: "project",
};

/** Every way that may be worth it; none when nothing can match. */
export async function listPaths(
  db: Kysely<Schema>,
  filter: ListFilter,
  order: Order,
  sizes: Sizes,
): Promise<Path[]> {
  const narrowed = filterColumns.flatMap(([column, field]) => {
    const values = narrow(filter[field], closed[column]);
    return values && values.length <= maxBranches ? [{ column, values }] : [];
  });
  if (narrowed.some(({ values }) => values.length === 0)) return [];
  const candidates = toCandidates(filter);
  const measure = createMeasure(db, sizes, narrowed.length + candidates.length > 1);
  const stretches = await toStretches(db, filter, order.by);
  if (stretches.length === 0) return [];
  const paths: Path[] = [
    { branches: [allOf([])], isSorted: true, size: await sumCells(db, {}), of: "all" },
    ...(await toColumnPaths(db, narrowed, order, measure)),
    ...(await toCellPaths(db, filter, narrowed, order)),
  ];
  for (const { name, branches, sortedBy } of candidates) {
    const size = await measure(name, branches);
    // By its own order it is read in those stretches anyway.
    const own = name === order.by ? [allOf([])] : branches;
    paths.push({ branches: own, isSorted: sortedBy === order.by, size, of: "other" });
  }
  for (const path of paths.filter(({ isSorted }) => isSorted))
    path.branches = cross(path.branches, sql.ref(`jobs.${order.column}`), stretches);
  return paths;
}

/** Each branch in each stretch; or from the first of them to the last, where that were too many. */
function cross(
  branches: Condition[],
  column: RawBuilder<unknown>,
  stretches: readonly Interval[],
): Condition[] {
  const hull = { from: stretches[0]?.from ?? -Infinity, to: stretches.at(-1)?.to ?? Infinity };
  const isFew = branches.length * stretches.length <= maxBranches;
  return (isFew ? stretches : [hull]).flatMap((stretch) =>
    branches.map((branch) => allOf([branch, ...isInside(column, stretch)])),
  );
}

/** The values that are let through; undefined when that is not known, or is all of them. */
function narrow(
  selection: Selection<string | null> | undefined,
  all: readonly string[] | undefined,
): (string | null)[] | undefined {
  const { include, exclude } = selection ?? { include: [], exclude: [] };
  const given = include.length > 0 ? include : exclude.length > 0 ? all : undefined;
  return given && Array.from(new Set(given)).filter((value) => !exclude.includes(value));
}

async function sumCells(
  db: Kysely<Schema>,
  filter: Parameters<typeof countCells>[1],
): Promise<number> {
  const counts = await countCells(db, filter);
  return counts.reduce((sum, { count }) => sum + count, 0);
}

async function toColumnPaths(
  db: Kysely<Schema>,
  narrowed: Narrowed[],
  { by }: Order,
  measure: Measure,
): Promise<Path[]> {
  const paths: Path[] = [];
  for (const { column, values } of narrowed) {
    const branches = values.map((value) => isValue(column, value));
    const isSorted = by === "created" || (by === "ended" && column === "status");
    const field = counted[column];
    const size = field
      ? await sumCells(db, { [field]: { include: values, exclude: [] } })
      : await measure(column, branches);
    paths.push({ branches, isSorted, size, of: field ? "counted" : "other" });
  }
  return paths;
}

/** By all the counted columns at once, where more than one is asked for and few combinations exist. */
async function toCellPaths(
  db: Kysely<Schema>,
  filter: ListFilter,
  narrowed: Narrowed[],
  { by }: Order,
): Promise<Path[]> {
  if (narrowed.filter(({ column }) => counted[column]).length < 2) return [];
  const cells = await listCells(db, filter, maxBranches + 1);
  if (cells.length > maxBranches) return [];
  const size = cells.reduce((sum, { jobs }) => sum + jobs, 0);
  return [{ branches: cells.map(toCellBranch), isSorted: by === "created", size, of: "cells" }];
}

function toCellBranch({ source, status, type, project_id: project }: Cell): Condition {
  return allOf([
    isValue("source", source),
    isValue("status", status),
    isValue("type", type),
    isValue("project_id", project === "" ? null : project),
  ]);
}

function isValue(column: FilterColumn, value: string | null): Condition {
  const ref = sql.ref(`jobs.${column}`);
  return value === null ? sql<SqlBool>`${ref} is null` : sql<SqlBool>`${ref} = ${value}`;
}
