import "server-only";
import type { JobRef } from "#lib/domain/job.ts";
import { findSource } from "./find-source.ts";
import { type FoundJob, getJob, type JobContext } from "./get-job.ts";

/**
 * The job as the store has it; the upstream is asked only when it was never read. `problem`: it still was not, so that
 * all but what its list tells is missing. Throws as `getJob` does.
 */
export async function getKnownJob(context: JobContext, ref: JobRef): Promise<FoundJob> {
  findSource(context.sources, ref);
  const [known, readAt] = await Promise.all([
    context.store.findJob(ref),
    context.store.findReadAt(ref),
  ]);
  return known && readAt !== null ? { job: known, problem: null } : getJob(context, ref);
}
