import "server-only";
import type { ProblemCode } from "#lib/domain/problem.ts";

/** These are the source's: it is down, shut or in no mood, whichever job is asked for. */
export const sourceFaults: ReadonlySet<ProblemCode> = new Set([
  "upstream_unauthorized",
  "upstream_rate_limited",
  "upstream_unavailable",
]);
