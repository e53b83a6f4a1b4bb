import { getActor } from "#lib/server/auth/get-actor.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";
import { cancelJob } from "#lib/server/jobs/cancel-job.ts";

export const POST = route<JobParams>(async (request, context) => {
  const actor = await getActor(request);
  const job = await cancelJob(await getGantry(), actor, await readJobRef(context));
  return toJsonResponse({ data: job });
});
