import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";
import { toAbortProblem } from "./abort-problem.ts";
import type { Deadline } from "./deadline.ts";

/** The problem behind a `fetch` or a body that threw: given up, too slow, or the network. */
export function toNetworkProblem(
  error: unknown,
  context: {
    label: string;
    deadline: Deadline;
    caller: AbortSignal | undefined;
    hasAnswered: boolean;
    secrets: readonly string[];
  },
): ProblemError {
  const { label, deadline, caller, hasAnswered, secrets } = context;
  if (caller?.aborted) return toAbortProblem(caller);
  if (deadline.isExpired()) {
    return hasAnswered
      ? new ProblemError("upstream_timeout", `${label} did not finish its answer in time.`)
      : new ProblemError("upstream_timeout", `${label} did not begin to answer in time.`);
  }
  const detail = hasAnswered
    ? `The connection to ${label} broke off before the answer was complete.`
    : `Gantry could not reach ${label}.`;
  return new ProblemError("upstream_unavailable", detail, { cause: toSafeCause(error, secrets) });
}

/** `fetch` quotes header values in some messages, so the original never goes into a log. */
function toSafeCause(error: unknown, secrets: readonly string[]): Error {
  const inner = error instanceof Error ? (error.cause ?? error) : error;
  const message = inner instanceof Error ? inner.message : String(inner);
  const isSafe = !secrets.some((secret) => message.includes(secret)) && !/header/i.test(message);
  return new Error(isSafe ? message : "The request could not be sent.");
}
