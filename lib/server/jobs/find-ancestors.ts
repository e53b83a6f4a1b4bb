import "server-only";
import type { Job, JobRef } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { getJob, type JobContext } from "./get-job.ts";

/** A job above another one; `type` is null while nothing but its ID is known. */
export type Ancestor = JobRef & { type: string | null };

const levelsMax = 12;
/** Unknown ancestors that one view asks the upstream for. */
const readsMax = 4;

/** The way up from a job, the outermost first, as far as the store knows it. */
export async function findAncestors(
  { store }: Pick<JobContext, "store">,
  job: Job,
): Promise<Ancestor[]> {
  return await climb(job, (ref) => store.findJob(ref));
}

/** As `findAncestors`, asking the upstream for those that are not known. */
export async function getAncestors(context: JobContext, job: Job): Promise<Ancestor[]> {
  let reads = 0;
  return await climb(job, async (ref) => {
    const known = await context.store.findJob(ref);
    if (known || ++reads > readsMax) return known;
    try {
      return (await getJob(context, ref)).job;
    } catch (error) {
      if (error instanceof ProblemError) return undefined;
      throw error;
    }
  });
}

async function climb(
  job: Job,
  find: (ref: JobRef) => Promise<Job | undefined>,
): Promise<Ancestor[]> {
  const { source } = job;
  const way: Ancestor[] = [];
  const seen = new Set([job.id]);
  let id = job.parentId;
  while (id !== null && !seen.has(id) && way.length < levelsMax) {
    seen.add(id);
    const found = await find({ source, id });
    way.unshift({ source, id, type: found?.type ?? null });
    id = found?.parentId ?? null;
  }
  return way;
}
