import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { SourceName } from "#lib/domain/job.ts";
import type { Schema } from "./schema.ts";

const instant = z.number().nullable();

/** A stretch of a source's list that is still to be read: the jobs created after `until`. */
const stretchSchema = z.object({
  until: z.number(),
  /** When it was begun: nothing newer belongs to it. */
  from: z.number(),
  /** Of the next page; null for the first. */
  cursor: z.string().nullable(),
  /** Where the list begins to which the cursor belongs, after one has expired; null for the newest job. */
  before: instant.default(null),
  /** How far back it is read. */
  reached: instant,
  /** The last job that was read, and how many entries after it could not be. */
  last: z
    .object({ id: z.string(), createdAt: instant, blank: z.number() })
    .nullable()
    .default(null),
  jobs: z.number(),
});

const brokenSchema = z.object({
  count: z.number(),
  /** When one was last seen. */
  at: z.number(),
  /** Where they stand: how many right after which job, created when. The empty ID is the top of the list. */
  places: z
    .array(z.object({ after: z.string(), createdAt: instant, count: z.number() }))
    .default([]),
});

const stateSchema = z.object({
  /** Every job created before then is in the store, but for the stretches. */
  seenUpTo: instant,
  stretches: z.array(stretchSchema),
  backfilledAt: instant,
  lastSuccessAt: instant,
  failure: z.object({ at: z.number(), message: z.string() }).nullable(),
  /** List entries that could not be read when they were last seen. */
  broken: brokenSchema.nullable(),
});

export type Stretch = z.infer<typeof stretchSchema>;
export type BrokenEntries = z.infer<typeof brokenSchema>;
/** How far the collector has come with a source. */
export type CollectorState = z.infer<typeof stateSchema>;

/** Of a source that nothing was read from yet. */
export const newCollectorState: CollectorState = {
  seenUpTo: null,
  stretches: [],
  backfilledAt: null,
  lastSuccessAt: null,
  failure: null,
  broken: null,
};

export type CollectorStore = {
  /** Undefined where the source was never collected from, or another version wrote what is there. */
  load(source: SourceName): Promise<CollectorState | undefined>;
  save(source: SourceName, state: CollectorState): Promise<void>;
  /** Of several processes on one database one holds the lease; it hears whether others look at lists. */
  lease(options: LeaseOptions): Promise<{ isHeld: boolean; isWanted: boolean }>;
  /** Whoever asks next has the lease. */
  release(holder: string): Promise<void>;
};

export type LeaseOptions = { holder: string; now: number; ttlMs: number; isLookedAt: boolean };

const leaseName = "collector";
/** A lease that lasts longer than it may, by more than the clocks of two machines differ, was taken before one was set back. */
const clockSkewMs = 300_000;

export function createCollectorStore(db: Kysely<Schema>, isShared: boolean): CollectorStore {
  return {
    async load(source) {
      const row = await db
        .selectFrom("collector_states")
        .select("state")
        .where("source", "=", source)
        .executeTakeFirst();
      return row && stateSchema.safeParse(JSON.parse(row.state)).data;
    },
    async save(source, state) {
      const row = { source, state: JSON.stringify(state) };
      await db
        .insertInto("collector_states")
        .values(row)
        .onConflict((conflict) => conflict.column("source").doUpdateSet(row))
        .execute();
    },
    async lease({ holder, now, ttlMs, isLookedAt }) {
      if (!isShared) return { isHeld: true, isWanted: false };
      const until = now + ttlMs;
      await db
        .insertInto("leases")
        .values({ name: leaseName, holder, held_until: until, wanted_until: 0 })
        .onConflict((conflict) => conflict.column("name").doNothing())
        .execute();
      const { numUpdatedRows } = await db
        .updateTable("leases")
        .set({ holder, held_until: until })
        .where("name", "=", leaseName)
        .where((where) =>
          where.or([
            where("holder", "=", holder),
            where("held_until", "<", now),
            where("held_until", ">", until + clockSkewMs),
          ]),
        )
        .executeTakeFirst();
      if (isLookedAt)
        await db
          .updateTable("leases")
          .set({ wanted_until: until })
          .where("name", "=", leaseName)
          .execute();
      const row = await db
        .selectFrom("leases")
        .select("wanted_until")
        .where("name", "=", leaseName)
        .executeTakeFirst();
      return { isHeld: numUpdatedRows > 0n, isWanted: (row?.wanted_until ?? 0) > now };
    },
    async release(holder) {
      if (!isShared) return;
      await db
        .updateTable("leases")
        .set({ held_until: 0 })
        .where("name", "=", leaseName)
        .where("holder", "=", holder)
        .execute();
    },
  };
}
