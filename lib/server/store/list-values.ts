import "server-only";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { ListValues } from "#lib/domain/job-list.ts";
import type { Schema } from "./schema.ts";

const maxValues = 1_000;
const typeRows = z.array(z.object({ type: z.string() }));
const projectRows = z.array(
  z.object({ project_id: z.string(), project_name: z.string().nullable() }),
);

export async function listValues(db: Kysely<Schema>): Promise<ListValues> {
  const values = (dimension: "type" | "project") => sql`
    select value from job_totals
    where dimension = ${dimension} and jobs > 0 and value <> ''
    group by value order by sum(jobs) desc, value limit ${maxValues}
  `;
  const types = await sql`select value as type from (${values("type")}) as types`.execute(db);
  const projects = await sql`
    select value as project_id, (
      select project_name from jobs where project_id = value order by created_order desc limit 1
    ) as project_name
    from (${values("project")}) as projects
  `.execute(db);
  return {
    types: typeRows.parse(types.rows).map(({ type }) => type),
    projects: projectRows
      .parse(projects.rows)
      .map(({ project_id: id, project_name: name }) => ({ id, name })),
  };
}
