import "server-only";
import { sql, type SqlBool } from "kysely";
import { sourceNames } from "#lib/domain/job.ts";
import type { ListFilter, ListOrder } from "#lib/domain/list-filter.ts";
import {
  allOf,
  type Condition,
  fromNothing,
  toLengths,
  toRange,
  toTotal,
  toWait,
} from "./list-conditions.ts";
import { toTextCandidates } from "./text-candidates.ts";

type Candidates = { name: string; branches: Condition[]; sortedBy: ListOrder | null };

/** What a filter asks for beside values of columns, each in the form that its own index knows. */
export function toCandidates(filter: ListFilter): Candidates[] {
  const { created, ended, wait, total, ids, q = "" } = filter;
  const unsorted = { wait: toWait(wait, toPlain), total: toTotal(total, false) };
  return [
    ...toOne("created", toRange(toPlain("created_order"), created), "created"),
    ...toOne("ended", toRange(toPlain("ended_order"), ended), "ended"),
    ...toOne(
      "duration",
      toLengths(toPlain("duration_order"), fromNothing(filter.duration)),
      "duration",
    ),
    ...toFailures(filter.failure),
    ...Object.entries(unsorted).flatMap(([name, conditions]) => toOne(name, conditions, null)),
    ...toOne("ids", toIdCondition(ids), null),
    ...toOne("text", toTextCandidates(q), null),
  ];
}

function toOne(name: string, conditions: Condition[], sortedBy: ListOrder | null): Candidates[] {
  return conditions.length === 0 ? [] : [{ name, branches: [allOf(conditions)], sortedBy }];
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
