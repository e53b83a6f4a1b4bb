import "server-only";
import type { Kysely } from "kysely";
import { toSample } from "#lib/domain/durations/job-sample.ts";
import { createCountChanges } from "./count-changes.ts";
import type { Sharing } from "./opened-database.ts";
import { applyRollups, type SampleChange } from "./rollups/apply-rollups.ts";
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
    const rows = await inside
      .selectFrom("jobs")
      .select(summaryColumns)
      .where("ended_order", ">", -1)
      .where("ended_order", "<", endedBefore)
      .orderBy("ended_order")
      .limit(limit)
      .execute();
    const jobs = rows.map(parseSummaryRow);
    await sharing?.lockJobs(inside, jobs);
    const counts = createCountChanges();
    const samples: SampleChange[] = [];
    for (const job of jobs) {
      let isThere = false;
      for (const table of tables) {
        const { numDeletedRows } = await inside
          .deleteFrom(table)
          .where("source", "=", job.source)
          .where("id", "=", job.id)
          .executeTakeFirst();
        isThere = numDeletedRows > 0n;
      }
      // Another process may have been first.
      if (!isThere) continue;
      counts.replace(job, undefined);
      samples.push({ before: toSample(job), after: null });
    }
    await applyRollups(inside, samples);
    await counts.save(inside);
    return samples.length;
  });
}
