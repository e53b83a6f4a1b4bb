import "server-only";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { ListValues } from "#lib/domain/job-list.ts";
import type { Schema } from "./schema.ts";

const maxTypes = 1_000;
const maxProjects = 100;
const valueRows = z.array(z.object({ value: z.string() }));

/** What there is to choose from in a filter, by the counts that are kept of it. */
export async function listValues(db: Kysely<Schema>): Promise<ListValues> {
  const types = await listCounted(db, "type", maxTypes);
  const ids = await listCounted(db, "project", maxProjects);
  const projects: ListValues["projects"] = [];
  for (const id of ids.filter((each) => each !== "")) {
    const newest = await db
      .selectFrom("jobs")
      .select("project_name")
      .where("project_id", "=", id)
      .orderBy("created_order", "desc")
      .limit(1)
      .executeTakeFirst();
    projects.push({ id, name: newest?.project_name ?? null });
  }
  return { types, projects };
}

async function listCounted(
  db: Kysely<Schema>,
  dimension: "type" | "project",
  limit: number,
): Promise<string[]> {
  const { rows } = await sql`
    select value from job_totals where dimension = ${dimension}
    group by value having sum(jobs) > 0 order by sum(jobs) desc, value limit ${limit}
  `.execute(db);
  return valueRows.parse(rows).map(({ value }) => value);
}
