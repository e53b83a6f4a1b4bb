import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { Schema } from "./schema.ts";

/** What there is to choose from in a filter, the most frequent first. */
export type ListValues = {
  types: string[];
  projects: { id: string; name: string | null }[];
};

const maxValues = 1_000;
const typeRows = z.array(z.object({ type: z.string() }));
const projectRows = z.array(
  z.object({ project_id: z.string(), project_name: z.string().nullable() }),
);

export async function listValues(db: Kysely<Schema>): Promise<ListValues> {
  const types = await db
    .selectFrom("jobs")
    .select("type")
    .groupBy("type")
    .orderBy((order) => order.fn.countAll(), "desc")
    .orderBy("type")
    .limit(maxValues)
    .execute();
  const projects = await db
    .selectFrom("jobs")
    .select(["project_id", (select) => select.fn.max("project_name").as("project_name")])
    .where("project_id", "is not", null)
    .groupBy("project_id")
    .orderBy((order) => order.fn.countAll(), "desc")
    .orderBy("project_id")
    .limit(maxValues)
    .execute();
  return {
    types: typeRows.parse(types).map(({ type }) => type),
    projects: projectRows
      .parse(projects)
      .map(({ project_id: id, project_name: name }) => ({ id, name })),
  };
}
