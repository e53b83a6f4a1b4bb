import "server-only";
import { parseJobKey, toJobKey, type JobRef } from "#lib/domain/job.ts";
import { maxWatchedJobs } from "#lib/domain/live-frame.ts";
import { ProblemError, type FieldError } from "#lib/domain/problem.ts";

export type LiveQuery = {
  refs: JobRef[];
  list: boolean;
  /** The answer is to end soon: something on the way lets no stream through. */
  poll: boolean;
};

/** `job={source}:{id}` up to 200 times, `list=1`, and `poll=1`. Throws `bad_request` naming each bad value. */
export function parseLiveQuery(params: URLSearchParams): LiveQuery {
  const errors: FieldError[] = [];
  const refs = new Map<string, JobRef>();
  for (const [index, value] of params.getAll("job").entries()) {
    const ref = parseJobKey(value);
    if (ref) refs.set(toJobKey(ref), ref);
    else errors.push({ path: `job[${index}]`, message: "should be {source}:{id}" });
  }
  const list = params.get("list") === "1";
  if (refs.size > maxWatchedJobs)
    errors.push({ path: "job", message: `at most ${maxWatchedJobs} jobs can be watched at once` });
  if (refs.size === 0 && !list && errors.length === 0)
    errors.push({ path: "job", message: "name at least one job, or ask for list=1" });
  if (errors.length > 0)
    throw new ProblemError("bad_request", "Nothing to watch can be read from this address.", {
      errors,
    });
  return { refs: [...refs.values()], list, poll: params.get("poll") === "1" };
}
