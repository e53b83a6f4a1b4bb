import "server-only";
import { parseJobKey, type Job } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { getJob, type JobContext } from "./get-job.ts";

/** One side of a comparison as far as it could be read; `problem` says why it may be old, or is missing. */
export type ComparedJob = {
  job: Job | null;
  problem: ProblemError | null;
  /** When its documents last became others; null where they have not since Gantry looks, or there are none. */
  changedAt: { payload: number | null; results: number | null };
};

/** The job that a key names; null for a side that names none. A problem is told, not thrown. */
export async function getComparedJob(
  context: JobContext,
  key: string | null,
): Promise<ComparedJob | null> {
  const ref = key === null ? undefined : parseJobKey(key);
  if (!ref) return null;
  try {
    const { job, problem } = await getJob(context, ref);
    const [payload, results] = await Promise.all([
      context.store.findChangedAt(ref, "payload"),
      context.store.findChangedAt(ref, "results"),
    ]);
    return { job, problem, changedAt: { payload, results } };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { job: null, problem: error, changedAt: { payload: null, results: null } };
  }
}
