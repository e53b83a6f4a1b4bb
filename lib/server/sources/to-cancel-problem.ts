import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";

const refusals: ReadonlySet<number | null> = new Set([400, 409, 422]);

/** A refused cancel. How upstreams refuse it for a job that has ended is documented by none. */
export function toCancelProblem(error: unknown, label: string): unknown {
  if (!(error instanceof ProblemError) || !refusals.has(error.upstream?.status ?? null))
    return error;
  const detail = `${label} will not cancel this job: it may have ended by now.`;
  return new ProblemError("conflict", detail, {
    ...(error.upstream && { upstream: error.upstream }),
  });
}
