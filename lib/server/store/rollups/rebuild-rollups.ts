import "server-only";
import type { Kysely, Transaction } from "kysely";
import { toFingerprint } from "#lib/domain/durations/fingerprint.ts";
import { toSample } from "#lib/domain/durations/job-sample.ts";
import type { SourceName } from "#lib/domain/job.ts";
import { parseSummaryRow, summaryColumns } from "../rows.ts";
import type { Schema } from "../schema.ts";
import { applyRollups } from "./apply-rollups.ts";
import { lockRollups } from "./group-ids.ts";

/** Raised when the same jobs would count for something else: what an older version counted is then counted anew. */
const rollupVersion = 3;
const jobsPerPage = 5_000;

/** Counts every job anew, all or nothing. Answers how many jobs there were. */
export async function rebuildRollups(db: Kysely<Schema>): Promise<number> {
  return await db.transaction().execute(async (inside) => {
    await lockRollups(inside);
    return await countAll(inside);
  });
}

/** As `rebuildRollups`, when the rollups were last counted by another version than this. */
export async function rebuildIfOld(db: Kysely<Schema>): Promise<void> {
  if ((await readVersion(db)) === rollupVersion) return;
  await db.transaction().execute(async (inside) => {
    await lockRollups(inside);
    if ((await readVersion(inside)) !== rollupVersion) await countAll(inside);
  });
}

type Place = { order: number; source: SourceName; id: string };

async function countAll(db: Transaction<Schema>): Promise<number> {
  await db.deleteFrom("rollups").execute();
  await db.deleteFrom("rollup_groups").execute();
  let jobs = 0;
  let last: Place | undefined;
  do {
    const page = await listPage(db, last);
    const end = page.at(-1);
    last = end && { order: end.ended_order, source: end.source, id: end.id };
    jobs += page.length;
    const summaries = page.map(parseSummaryRow);
    for (const job of summaries) {
      const fingerprint = toFingerprint(job);
      if (fingerprint !== null)
        await db
          .updateTable("jobs")
          .set({ fingerprint })
          .where("source", "=", job.source)
          .where("id", "=", job.id)
          .execute();
    }
    await applyRollups(
      db,
      summaries.map((job) => ({ before: null, after: toSample(job) })),
    );
  } while (last !== undefined);
  await db.updateTable("rollup_state").set({ version: rollupVersion }).execute();
  return jobs;
}

/** In the order of their ends, so that a page touches few slots. */
async function listPage(db: Transaction<Schema>, last: Place | undefined) {
  let page = db
    .selectFrom("jobs")
    .select([...summaryColumns, "ended_order"])
    .orderBy("ended_order")
    .orderBy("source")
    .orderBy("id")
    .limit(jobsPerPage);
  if (last)
    page = page
      .where("ended_order", ">=", last.order)
      .where((where) =>
        where.or([
          where("ended_order", ">", last.order),
          where("source", ">", last.source),
          where.and([where("source", "=", last.source), where("id", ">", last.id)]),
        ]),
      );
  return await page.execute();
}

async function readVersion(db: Kysely<Schema>): Promise<number> {
  const { version } = await db
    .selectFrom("rollup_state")
    .select("version")
    .executeTakeFirstOrThrow();
  return version;
}
