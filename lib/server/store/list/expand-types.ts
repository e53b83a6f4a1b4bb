import "server-only";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Schema } from "../schema.ts";

const maxTypes = 1_000;
const typeRows = z.array(z.object({ value: z.string() }));

/**
 * The same filter with `overlay.*` replaced by the types there are that begin like that. Throws `bad_request` for
 * one that stands for too many.
 */
export async function expandTypes(db: Kysely<Schema>, filter: ListFilter): Promise<ListFilter> {
  const { type } = filter;
  if (!type || ![...type.include, ...type.exclude].some(isPattern)) return filter;
  return {
    ...filter,
    type: { include: await expand(db, type.include), exclude: await expand(db, type.exclude) },
  };
}

const isPattern = (type: string) => type.endsWith("*");

async function expand(db: Kysely<Schema>, patterns: readonly string[]): Promise<string[]> {
  const types = new Set<string>();
  for (const pattern of patterns) {
    const matching = isPattern(pattern)
      ? await listTypes(db, { prefix: pattern.slice(0, -1), limit: maxTypes + 1 })
      : [];
    // With nothing to stand for, the pattern is a type that no job has.
    for (const each of matching.length > 0 ? matching : [pattern]) types.add(each);
    if (types.size > maxTypes)
      throw new ProblemError(
        "bad_request",
        `“${pattern.slice(0, 60)}” stands for more than ${maxTypes} types: write more of it.`,
      );
  }
  return Array.from(types);
}

/** The types there are that begin like that, the most frequent first. */
export async function listTypes(
  db: Kysely<Schema>,
  { prefix, limit }: { prefix: string; limit: number },
): Promise<string[]> {
  const { rows } = await sql`
    select value from job_totals
    where dimension = 'type' and substr(value, 1, length(${prefix})) = ${prefix}
    group by value having sum(jobs) > 0 order by sum(jobs) desc, value limit ${limit}
  `.execute(db);
  return typeRows.parse(rows).map(({ value }) => value);
}
