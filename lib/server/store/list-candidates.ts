import "server-only";
import { sql, type SqlBool } from "kysely";
import { sourceNames } from "#lib/domain/job.ts";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { type Condition, toDurationRange, toRange } from "./list-conditions.ts";
import { toTotal, toWait } from "./more-conditions.ts";
import { toTextCandidates } from "./text-candidates.ts";

type Candidates = { name: string; conditions: Condition[] };

/** What a filter asks for beside values of columns, each in the form that its own index knows. */
export function toCandidates(filter: ListFilter): Candidates[] {
  return [
    { name: "created", conditions: toRange(sql.ref("jobs.created_order"), filter.created) },
    { name: "ended", conditions: toRange(sql.ref("jobs.ended_order"), filter.ended) },
    { name: "duration", conditions: toDurationRange(sql.ref("jobs.duration_order"), filter) },
    { name: "wait", conditions: toWait(filter.wait, toPlain) },
    { name: "total", conditions: toTotal(filter.total, toPlain) },
    { name: "failure", conditions: toFailureCondition(filter.failure) },
    { name: "ids", conditions: toIdCondition(filter.ids) },
    { name: "text", conditions: toTextCandidates(filter.q ?? "") },
  ].filter(({ conditions }) => conditions.length > 0);
}

const toPlain = (name: string) => sql.ref(`jobs.${name}`);

function toFailureCondition(failure: ListFilter["failure"]): Condition[] {
  const kinds = failure?.include ?? [];
  // The empty kind stands for the jobs that did not fail, and they are in no index.
  return kinds.length === 0 || kinds.includes("")
    ? []
    : [sql<SqlBool>`jobs.fingerprint in (${sql.join(kinds)})`];
}

/** By the sources as well, since that is what the index begins with; SQLite would take a wider one that begins alike. */
function toIdCondition(ids: ListFilter["ids"]): Condition[] {
  if (!ids) return [];
  if (ids.length === 0) return [sql<SqlBool>`1 = 0`];
  const refs = ids.flatMap((id) => sourceNames.map((source) => sql`(${source}, ${id})`));
  return [sql<SqlBool>`(jobs.source, jobs.id) in (values ${sql.join(refs)})`];
}
