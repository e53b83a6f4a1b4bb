import "server-only";
import type { Job, SourceName } from "#lib/domain/job.ts";
import { ProblemError, type ProblemCode } from "#lib/domain/problem.ts";
import type { Source } from "../sources/source.ts";
import { getJob, type JobContext } from "./get-job.ts";

export type FoundAnywhere = {
  job: Job | null;
  /** Who was asked and why it was not there, in the order of asking. */
  asked: { source: SourceName; label: string; code: ProblemCode; reason: string }[];
};

/** The sources that are set up and whose IDs have this shape; the likely ones first. */
export function listCandidates(
  { sources }: Pick<JobContext, "sources">,
  id: string,
  likely: readonly SourceName[] = [],
): Source[] {
  const fitting = Array.from(sources.values()).filter(
    (source) => source.isJobId(id) || likely.includes(source.name),
  );
  return fitting.toSorted(
    (a, b) => Number(likely.includes(b.name)) - Number(likely.includes(a.name)),
  );
}

export async function findKnown(
  { store }: Pick<JobContext, "store">,
  id: string,
  candidates: readonly Source[],
): Promise<Job | undefined> {
  for (const { name: source } of candidates) {
    const job = await store.findJob({ source, id });
    if (job) return job;
  }
  return undefined;
}

/** The job under an ID that several sources may know: the one remembered, else each is asked in turn. */
export async function findAnywhere(
  context: JobContext,
  id: string,
  candidates: readonly Source[],
): Promise<FoundAnywhere> {
  const known = await findKnown(context, id, candidates);
  if (known) return { job: known, asked: [] };
  const asked: FoundAnywhere["asked"] = [];
  for (const { name: source, label } of candidates) {
    try {
      return { job: (await getJob(context, { source, id })).job, asked };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      asked.push({ source, label, code: error.code, reason: error.message });
    }
  }
  return { job: null, asked };
}
