import "server-only";
import { type RawBuilder, sql, type SqlBool } from "kysely";
import { sourceNames } from "#lib/domain/job.ts";
import type { ListFilter, ListOrder } from "#lib/domain/list-filter.ts";
import { allOf, type Condition, tookMs } from "./conditions.ts";
import {
  type Interval,
  isEverything,
  isInside,
  type RangedField,
  toIntervals,
} from "./intervals.ts";
import { toTextCandidates } from "./text-candidates.ts";

type Candidates = { name: string; branches: Condition[]; sortedBy: ListOrder | null };

/** What a filter asks for beside values of columns, each in the form that its own index knows. */
export function toCandidates(filter: ListFilter): Candidates[] {
  const ranged = (field: RangedField, column: RawBuilder<unknown>, sortedBy: ListOrder | null) =>
    toRanged(field, column, toIntervals(filter, field), sortedBy);
  return [
    ...ranged("created", toPlain("created_order"), "created"),
    ...ranged("ended", toPlain("ended_order"), "ended"),
    ...ranged("duration", toPlain("duration_order"), "duration"),
    ...toFailures(filter.failure),
    ...ranged("wait", toPlain("queue_ms"), null),
    ...ranged("total", tookMs(false), null),
    ...toOne("ids", toIdCondition(filter.ids)),
    ...toOne("text", toTextCandidates(filter.q ?? "")),
  ];
}

function toOne(name: string, conditions: Condition[]): Candidates[] {
  return conditions.length === 0 ? [] : [{ name, branches: [allOf(conditions)], sortedBy: null }];
}

function toRanged(
  name: string,
  column: RawBuilder<unknown>,
  intervals: Interval[],
  sortedBy: ListOrder | null,
): Candidates[] {
  if (intervals.some(isEverything)) return [];
  const branches = intervals.map((interval) => allOf(isInside(column, interval)));
  // Only what is sorted by has a number in place of a missing value.
  const hasNull = sortedBy === null && intervals.some(({ from }) => from < 0);
  if (hasNull) branches.push(sql<SqlBool>`${column} is null`);
  return [{ name, branches, sortedBy }];
}

const toPlain = (name: string) => sql.ref(`jobs.${name}`);

function toFailures(failure: ListFilter["failure"]): Candidates[] {
  const kinds = Array.from(new Set(failure?.include));
  // The empty kind stands for the jobs that did not fail, and they are in no index.
  if (kinds.length === 0 || kinds.includes("")) return [];
  const branches = kinds.map((kind) => sql<SqlBool>`jobs.fingerprint = ${kind}`);
  return [{ name: "failure", branches, sortedBy: "created" }];
}

/** By the sources as well, since that is what the index begins with; SQLite would take a wider one that begins alike. */
function toIdCondition(ids: ListFilter["ids"]): Condition[] {
  if (!ids) return [];
  if (ids.length === 0) return [sql<SqlBool>`1 = 0`];
  const refs = ids.flatMap((id) => sourceNames.map((source) => sql`(${source}, ${id})`));
  return [sql<SqlBool>`(jobs.source, jobs.id) in (values ${sql.join(refs)})`];
}
