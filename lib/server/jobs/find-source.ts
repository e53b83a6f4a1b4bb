import "server-only";
import type { JobRef } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Source } from "../sources/source.ts";

const maxShown = 120;

/** The configured source of a reference whose ID has the right shape; throws `ProblemError` otherwise. */
export function findSource(
  sources: ReadonlyMap<string, Source>,
  { source: name, id }: JobRef,
): Source {
  const source = sources.get(name);
  if (!source)
    throw new ProblemError(
      "source_not_configured",
      `Gantry has no key for ${name}, so it cannot look for this job.`,
    );
  if (!source.isJobId(id))
    throw new ProblemError(
      "malformed_id",
      `“${id.length > maxShown ? `${id.slice(0, maxShown)}…` : id}” does not have the shape of a ${source.label} job ID: ${source.idShape}.`,
    );
  return source;
}
