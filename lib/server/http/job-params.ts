import "server-only";
import { isSourceName, toJobRef, type JobRef } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";

export type JobParams = { params: Promise<{ source: string; id: string }> };

/** The job a path names; throws `source_not_configured` for a source nobody knows. */
export async function readJobRef({ params }: JobParams): Promise<JobRef> {
  const { source, id } = await params;
  if (!isSourceName(source))
    throw new ProblemError(
      "source_not_configured",
      `There is no source called “${source.slice(0, 60)}”.`,
    );
  return toJobRef(source, decodeSegment(id));
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    throw new ProblemError("bad_request", "The address is not valid percent-encoding.", {
      cause: error,
    });
  }
}
