import { ProblemError } from "#lib/domain/problem.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route } from "#lib/server/http/route.ts";
import { findSource } from "#lib/server/jobs/find-source.ts";

export const POST = route<JobParams>(async (_request, context) => {
  const { sources } = await getGantry();
  const source = findSource(sources, await readJobRef(context));
  throw new ProblemError("not_supported", `${source.label} offers no way to cancel a job.`);
});
