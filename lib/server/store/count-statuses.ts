import "server-only";
import type { SelectQueryBuilder } from "kysely";
import { z } from "zod";
import { jobStatuses, zeroCounts, type JobStatus } from "#lib/domain/job.ts";
import type { Schema } from "./schema.ts";

// Postgres answers a count as a text.
const countRows = z.array(z.object({ status: z.enum(jobStatuses), count: z.coerce.number() }));

export async function countStatuses<O>(
  jobs: SelectQueryBuilder<Schema, "jobs", O>,
): Promise<{ counts: Record<JobStatus, number>; total: number }> {
  const rows = countRows.parse(
    await jobs
      .clearSelect()
      .select(["status", (select) => select.fn.countAll().as("count")])
      .groupBy("status")
      .execute(),
  );
  const counts = zeroCounts();
  for (const { status, count } of rows) counts[status] = count;
  return { counts, total: rows.reduce((sum, { count }) => sum + count, 0) };
}
