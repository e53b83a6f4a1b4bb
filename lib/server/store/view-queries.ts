import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { SavedView } from "#lib/domain/saved-view.ts";
import type { Schema } from "./schema.ts";

/** The team's saved lists. A name is the same in any letter case. */
export type ViewStore = {
  /** By name. */
  list(): Promise<SavedView[]>;
  /** Takes the place of a view of the same name. */
  save(view: SavedView): Promise<void>;
  /** False when there is no such view. */
  remove(name: string): Promise<boolean>;
};

export const maxViews = 200;

const viewRow = z
  .object({ name: z.string(), search: z.string(), saved_by: z.string(), saved_at: z.number() })
  .transform(({ saved_by: savedBy, saved_at: savedAt, ...view }): SavedView => ({
    ...view,
    savedBy,
    savedAt,
  }));

export function createViewStore(db: Kysely<Schema>): ViewStore {
  return {
    async list() {
      const rows = await db
        .selectFrom("views")
        .select(["name", "search", "saved_by", "saved_at"])
        .orderBy("name_key")
        .limit(maxViews)
        .execute();
      return z.array(viewRow).parse(rows);
    },
    async save({ name, search, savedBy, savedAt }) {
      const row = { name, search, saved_by: savedBy, saved_at: savedAt };
      await db
        .insertInto("views")
        .values({ name_key: name.toLowerCase(), ...row })
        .onConflict((conflict) => conflict.column("name_key").doUpdateSet(row))
        .execute();
    },
    async remove(name) {
      const { numDeletedRows } = await db
        .deleteFrom("views")
        .where("name_key", "=", name.toLowerCase())
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
