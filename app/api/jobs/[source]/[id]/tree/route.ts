import { toJobPath } from "#lib/domain/job-path.ts";
import { toSeeOther } from "#lib/server/auth/see-other.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";
import { getTree } from "#lib/server/jobs/get-tree.ts";

/** `then=page` leads back to the job's page, for a link on it that works without JavaScript. */
export const GET = route<JobParams>(async (request, context) => {
  const ref = await readJobRef(context);
  const tree = await getTree(await getGantry(), ref);
  const then = new URL(request.url).searchParams.get("then");
  return then === "page" ? toSeeOther(`${toJobPath(ref)}#children-title`) : toJsonResponse(tree);
});
