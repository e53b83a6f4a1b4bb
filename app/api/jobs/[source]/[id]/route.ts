import { getGantry } from "#lib/server/gantry.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";
import { getJob } from "#lib/server/jobs/get-job.ts";

export const GET = route<JobParams>(async (request, context) => {
  const refresh = new URL(request.url).searchParams.get("refresh") === "1";
  const { job, problem } = await getJob(await getGantry(), await readJobRef(context), { refresh });
  if (refresh && problem) throw problem;
  return toJsonResponse({ data: job });
});
