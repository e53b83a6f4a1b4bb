import "server-only";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { allOf, type Condition } from "./conditions.ts";
import type { Schema } from "../schema.ts";
import { maxTextCandidates } from "./text-candidates.ts";

/** Sizes that were measured for the same filter before. */
export type Sizes = Map<string, number>;
export type Measure = (name: string, branches: readonly Condition[]) => Promise<number>;

/**
 * Where nothing is counted beforehand, jobs are counted up to here; where there are more, the size is a guess. Few
 * may match two conditions that many match each, so of those more is worth knowing.
 */
const limits = { one: 4_000, several: 20_000, text: maxTextCandidates };
const guesses = { one: 30_000, several: 150_000, text: 30_000 };

const countRow = z.tuple([z.object({ jobs: z.number() })]);

/** Tells how many jobs the branches lead past. */
export function createMeasure(db: Kysely<Schema>, sizes: Sizes, areSeveral: boolean): Measure {
  return async (name, branches) => {
    const known = sizes.get(name);
    if (known !== undefined) return known;
    const kind = name === "text" ? "text" : areSeveral ? "several" : "one";
    let size = 0;
    for (const branch of branches) {
      const some = sql`select 1 from jobs where ${allOf([branch])} limit ${limits[kind] + 1}`;
      const { rows } = await sql`select count(*) as jobs from (${some}) as some`.execute(db);
      size += countRow.parse(rows)[0].jobs;
      if (size <= limits[kind]) continue;
      size = guesses[kind];
      break;
    }
    sizes.set(name, size);
    return size;
  };
}
