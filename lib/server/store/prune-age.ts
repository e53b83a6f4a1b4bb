import "server-only";
import { sql } from "kysely";
import { isTerminal, type JobSummary } from "#lib/domain/job.ts";

type Ended = Partial<Pick<JobSummary, "status" | "finishedAt" | "updatedAt" | "createdAt">>;

/**
 * Since when a job is over, by which it is forgotten: where its end is not known, by the latest that is. Null where it
 * is not over, or tells no time at all.
 */
export function toOverAt({ status, finishedAt, updatedAt, createdAt }: Ended): number | null {
  if (status === undefined || !isTerminal(status)) return null;
  return finishedAt ?? updatedAt ?? createdAt ?? null;
}

/**
 * The same of a stored job whose end is not known. As one expression, which only `jobs_unended` knows: of conditions
 * SQLite takes the index of another.
 */
export const unendedAt = sql<number | null>`
  (case when finished_at is null and status in ('succeeded', 'partial', 'failed', 'canceled')
    then coalesce(updated_at, created_at) end)
`;
