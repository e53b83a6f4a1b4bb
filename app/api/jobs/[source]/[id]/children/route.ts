import { getGantry } from "#lib/server/gantry.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";
import { listChildren } from "#lib/server/jobs/list-children.ts";

export const GET = route<JobParams>(async (_request, context) =>
  toJsonResponse(await listChildren(await getGantry(), await readJobRef(context))),
);
