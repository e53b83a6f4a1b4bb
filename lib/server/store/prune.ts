import "server-only";
import type { Kysely } from "kysely";
import { toSample } from "#lib/domain/durations/job-sample.ts";
import { createCountChanges } from "./count-changes.ts";
import type { Sharing } from "./opened-database.ts";
import { applyRollups } from "./rollups/apply-rollups.ts";
import { parseSummaryRow, summaryColumns } from "./rows.ts";
import type { Schema } from "./schema.ts";

const tables = ["document_chunks", "documents", "job_records", "jobs"] as const;

/**
 * Forgets jobs that ended before then, the oldest first and at most `limit`; answers how many. What they
 * counted for in the durations goes with them, so that counting anew comes to the same.
 */
export async function pruneJobs(
  db: Kysely<Schema>,
  sharing: Sharing | null,
  { endedBefore, limit }: { endedBefore: number; limit: number },
): Promise<number> {
  return await db.transaction().execute(async (inside) => {
    const old = inside
      .selectFrom("jobs")
      .where("ended_order", ">", -1)
      .where("ended_order", "<", endedBefore)
      .orderBy("ended_order");
    const refs = await old.select(["source", "id"]).limit(limit).execute();
    if (refs.length === 0) return 0;
    await sharing?.lockJobs(inside, refs);
    // As they are now that nobody else changes them.
    const rows = await old
      .select(summaryColumns)
      .where((where) =>
        where(
          where.refTuple("source", "id"),
          "in",
          refs.map(({ source, id }) => where.tuple(source, id)),
        ),
      )
      .execute();
    const jobs = rows.map(parseSummaryRow);
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
