import "server-only";
import type { JobList } from "#lib/domain/job-list.ts";
import { describeFieldError } from "#lib/domain/list-query/describe-field-error.ts";
import { formatDatedCursor } from "#lib/domain/list-query/dated-cursor.ts";
import { parseListParams } from "#lib/domain/list-query/parse-list-params.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Store } from "../store/open-store.ts";

/** A page of the list that an address asks for. Throws `bad_request` naming each parameter that makes no sense. */
export async function listJobs(
  store: Store,
  params: URLSearchParams,
  now: number,
): Promise<JobList> {
  const { filter, asOf } = readListFilter(params, now);
  const { jobs, next, ...counted } = await store.listJobs(filter);
  return {
    data: jobs,
    meta: {
      next: next === null ? null : formatDatedCursor(next, asOf),
      ...counted,
      asOf,
    },
  };
}

/** The filter of an address; throws `bad_request` as `listJobs` does. */
export function readListFilter(params: URLSearchParams, now: number) {
  const { filter, errors, asOf } = parseListParams(params, now);
  if (errors.length > 0) {
    const said = errors.map(describeFieldError).join("; ");
    throw new ProblemError("bad_request", `This list cannot be asked for: ${said}.`, { errors });
  }
  return { filter, asOf };
}
