import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";

/**
 * The error of a request that its own caller gave up. It keeps the promise that sources throw
 * nothing but `ProblemError`; whoever aborted knows it from the signal.
 */
export function toAbortProblem(signal: AbortSignal): ProblemError {
  const reason: unknown = signal.reason;
  return reason instanceof ProblemError
    ? reason
    : new ProblemError("upstream_unavailable", "The request was given up before it was answered.", {
        cause: reason,
      });
}
