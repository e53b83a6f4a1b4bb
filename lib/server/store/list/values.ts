import "server-only";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { ListValues } from "#lib/domain/job-list.ts";
import { listTypes } from "./expand-types.ts";
import type { Schema } from "../schema.ts";

const maxTypes = 1_000;
const maxProjects = 100;
const projectRows = z.array(z.object({ id: z.string(), name: z.string().nullable() }));

/** What there is to choose from in a filter, by the counts that are kept of it. */
export async function listValues(db: Kysely<Schema>): Promise<ListValues> {
  const { rows } = await sql`
    select value as id, (
      select project_name from jobs where project_id = value order by created_order desc limit 1
    ) as name
    from job_totals where dimension = 'project' and value <> ''
    group by value having sum(jobs) > 0 order by sum(jobs) desc, value limit ${maxProjects}
  `.execute(db);
  return {
    types: await listTypes(db, { prefix: "", limit: maxTypes }),
    projects: projectRows.parse(rows),
  };
}
