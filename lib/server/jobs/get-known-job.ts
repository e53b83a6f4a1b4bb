import "server-only";
import type { Job, JobRef } from "#lib/domain/job.ts";
import { findSource } from "./find-source.ts";
import { getJob, type JobContext } from "./get-job.ts";

/** The job as the store has it, whole; the upstream is asked only when it was never read. Throws as `getJob` does. */
export async function getKnownJob(context: JobContext, ref: JobRef): Promise<Job> {
  findSource(context.sources, ref);
  const [known, readAt] = await Promise.all([
    context.store.findJob(ref),
    context.store.findReadAt(ref),
  ]);
  return known && readAt !== null ? known : (await getJob(context, ref)).job;
}
