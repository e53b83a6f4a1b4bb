import "server-only";
import type { Transaction } from "kysely";
import type { Schema } from "../schema.ts";
import type { RollupGroup } from "./rollup-key.ts";
import { toChunks } from "./to-chunks.ts";

/**
 * The ID of each group by its name; those that are new get one. Takes the lock on the rollups first, which
 * every writer of them holds until its transaction ends.
 */
export async function findGroupIds(
  db: Transaction<Schema>,
  groups: ReadonlyMap<string, RollupGroup>,
): Promise<Map<string, number>> {
  let nextId = await lockRollups(db);
  const ids = new Map<string, number>();
  for (const names of toChunks([...groups.keys()])) {
    const rows = await db
      .selectFrom("rollup_groups")
      .select(["name", "id"])
      .where("name", "in", names)
      .execute();
    for (const { name, id } of rows) ids.set(name, id);
  }
  const rows = [...groups].flatMap(([name, group]) => {
    if (ids.has(name)) return [];
    const id = nextId;
    nextId += 1;
    ids.set(name, id);
    const { project, ...columns } = group;
    return [{ id, name, ...columns, project_id: project }];
  });
  for (const some of toChunks(rows)) await db.insertInto("rollup_groups").values(some).execute();
  if (rows.length > 0)
    await db.updateTable("rollup_state").set({ next_group_id: nextId }).execute();
  return ids;
}

/** Answers the ID that the next group will have. */
export async function lockRollups(db: Transaction<Schema>): Promise<number> {
  const { next_group_id } = await db
    .updateTable("rollup_state")
    .set((set) => ({ next_group_id: set.ref("next_group_id") }))
    .returning("next_group_id")
    .executeTakeFirstOrThrow();
  return next_group_id;
}
