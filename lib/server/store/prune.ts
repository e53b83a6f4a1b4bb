import "server-only";
import type { Kysely } from "kysely";
import { createCountChanges } from "./count-changes.ts";
import type { Sharing } from "./opened-database.ts";
import { parseSummaryRow, summaryColumns } from "./rows.ts";
import type { Schema } from "./schema.ts";

const tables = ["document_chunks", "documents", "job_records", "jobs"] as const;

/**
 * Forgets jobs that ended before then, the oldest first and at most `limit`; answers how many. What was
 * summed up of them stays: a rollup is what is left of a job that is gone.
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
    let pruned = 0;
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
      pruned += 1;
    }
    await counts.save(inside);
    return pruned;
  });
}
