import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** Sessions that were signed out before their time; all others live in their cookies alone. */
export type SessionStore = {
  /** Kept until its cookie is void by itself. */
  close(id: string, at: number): Promise<void>;
  /** Those of `ids` that are closed. */
  findClosed(ids: readonly string[]): Promise<ReadonlySet<string>>;
};

/** Longer than any session lasts. */
const keptMs = 8 * 24 * 3_600_000;
const maxAskedAtOnce = 500;

export function createSessionStore(db: Kysely<Schema>): SessionStore {
  return {
    async close(id, at) {
      await db
        .insertInto("closed_sessions")
        .values({ id, closed_at: at })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
      await db
        .deleteFrom("closed_sessions")
        .where("closed_at", "<", at - keptMs)
        .execute();
    },
    async findClosed(ids) {
      const closed = new Set<string>();
      for (let start = 0; start < ids.length; start += maxAskedAtOnce) {
        const rows = await db
          .selectFrom("closed_sessions")
          .select("id")
          .where("id", "in", ids.slice(start, start + maxAskedAtOnce))
          .execute();
        for (const { id } of rows) closed.add(id);
      }
      return closed;
    },
  };
}
