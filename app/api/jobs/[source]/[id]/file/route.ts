import { toJobPath } from "#lib/domain/job-path.ts";
import { getActor } from "#lib/server/auth/get-actor.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { toJobFileResponse } from "#lib/server/http/job-file-response.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { toPageUrl } from "#lib/server/http/page-url.ts";
import { route } from "#lib/server/http/route.ts";

export const GET = route<JobParams>(async (request, context) => {
  const actor = await getActor(request);
  const gantry = await getGantry();
  const ref = await readJobRef(context);
  const link = toPageUrl(toJobPath(ref), request, gantry.settings);
  return toJobFileResponse(gantry, actor, ref, link);
});
