import { ProblemError } from "#lib/domain/problem.ts";
import { requireOperator } from "#lib/server/auth/actor.ts";
import { getActor } from "#lib/server/auth/get-actor.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route } from "#lib/server/http/route.ts";
import { findSource } from "#lib/server/jobs/find-source.ts";

export const POST = route<JobParams>(async (request, context) => {
  requireOperator(await getActor(request));
  const { sources } = await getGantry();
  const source = findSource(sources, await readJobRef(context));
  throw new ProblemError("not_supported", `${source.label} offers no way to cancel a job.`);
});
