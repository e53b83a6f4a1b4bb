import { getGantry } from "#lib/server/gantry.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route } from "#lib/server/http/route.ts";
import { toDocumentResponse } from "#lib/server/http/document-response.ts";

export const GET = route<JobParams>(async (request, context) =>
  toDocumentResponse(await getGantry(), {
    ref: await readJobRef(context),
    part: "results",
    acceptEncoding: request.headers.get("accept-encoding"),
  }),
);
