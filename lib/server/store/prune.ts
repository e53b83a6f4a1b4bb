import "server-only";
import type { Kysely } from "kysely";
import { toSample } from "#lib/domain/durations/job-sample.ts";
import type { JobRef, JobSummary } from "#lib/domain/job.ts";
import { createCountChanges } from "./count-changes.ts";
import type { Sharing } from "./connection/opened-database.ts";
import { unendedAt } from "./prune-age.ts";
import { applyRollups } from "./rollups/apply-rollups.ts";
import { parseSummaryRow, summaryColumns } from "./rows.ts";
import type { Schema } from "./schema.ts";

const tables = ["document_chunks", "documents", "job_records", "jobs"] as const;

/**
 * Forgets jobs that were over before then, at most `limit`; answers how many. The oldest go first, and those whose
 * end is not known after the others. What they counted for in the durations goes with them, so that counting anew
 * comes to the same.
 */
export async function pruneJobs(
  db: Kysely<Schema>,
  sharing: Sharing | null,
  { endedBefore, limit }: { endedBefore: number; limit: number },
): Promise<number> {
  return await db.transaction().execute(async (inside) => {
    const old = [selectEnded(inside, endedBefore), selectUnended(inside, endedBefore)];
    const refs: JobRef[] = [];
    for (const some of old) {
      const left = limit - refs.length;
      if (left > 0) refs.push(...(await some.select(["source", "id"]).limit(left).execute()));
    }
    if (refs.length === 0) return 0;
    await sharing?.lockJobs(inside, refs);
    const jobs: JobSummary[] = [];
    for (const some of old) {
      // As they are now that nobody else changes them.
      const rows = await some
        .select(summaryColumns)
        .where((where) =>
          where(
            where.refTuple("source", "id"),
            "in",
            refs.map(({ source, id }) => where.tuple(source, id)),
          ),
        )
        .execute();
      jobs.push(...rows.map(parseSummaryRow));
    }
    const counts = createCountChanges();
    for (const job of jobs) {
      for (const table of tables)
        await inside
          .deleteFrom(table)
          .where("source", "=", job.source)
          .where("id", "=", job.id)
          .execute();
      counts.replace(job, undefined);
    }
    await applyRollups(
      inside,
      jobs.map((job) => ({ before: toSample(job), after: null })),
    );
    await counts.save(inside);
    return jobs.length;
  });
}

export function selectEnded(db: Kysely<Schema>, before: number) {
  return db
    .selectFrom("jobs")
    .where("ended_order", ">", -1)
    .where("ended_order", "<", before)
    .orderBy("ended_order");
}

export function selectUnended(db: Kysely<Schema>, before: number) {
  return db.selectFrom("jobs").where(unendedAt, "<", before).orderBy(unendedAt);
}
