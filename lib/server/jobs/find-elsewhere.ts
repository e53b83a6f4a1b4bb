import "server-only";
import { isSourceName, type JobRef } from "#lib/domain/job.ts";
import type { ProblemError } from "#lib/domain/problem.ts";
import { findAnywhere, listCandidates } from "./find-anywhere.ts";
import type { JobContext } from "./get-job.ts";

/**
 * Where a job is that one source does not have: other sources whose IDs have this shape are asked. The
 * next time it is found where it was, since the store remembers.
 */
export async function findElsewhere(
  context: JobContext,
  { code }: ProblemError,
  { name, id }: { name: string; id: string },
): Promise<{ found: JobRef | null; asked: string[] }> {
  const isMissing = code === "not_found" || code === "source_not_configured";
  if (!isMissing || !isSourceName(name)) return { found: null, asked: [] };
  const others = listCandidates(context, id).filter((source) => source.name !== name);
  const { job, asked } = await findAnywhere(context, id, others);
  const first = code === "not_found" ? context.sources.get(name)?.label : undefined;
  return { found: job, asked: [first ?? [], ...asked.map(({ label }) => label)].flat() };
}
