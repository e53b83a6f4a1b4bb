import { getGantry } from "#lib/server/gantry.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";
import { getTree } from "#lib/server/jobs/get-tree.ts";

export const GET = route<JobParams>(async (_request, context) =>
  toJsonResponse(await getTree(await getGantry(), await readJobRef(context))),
);
