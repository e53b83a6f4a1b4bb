import "server-only";
import type { Kysely } from "kysely";

export async function addCost(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("jobs").addColumn("cost_amount", "double precision").execute();
  await db.schema.alterTable("jobs").addColumn("cost_unit", "text").execute();
}
