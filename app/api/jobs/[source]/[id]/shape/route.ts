import { z } from "zod";
import { ProblemError } from "#lib/domain/problem.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";
import { getDocumentShape } from "#lib/server/jobs/get-document-shape.ts";

const partSchema = z.enum(["payload", "results"]);

export const GET = route<JobParams>(async (request, context) => {
  const part = partSchema.safeParse(new URL(request.url).searchParams.get("part"));
  if (!part.success)
    throw new ProblemError("bad_request", "A shape is that of payload or results.");
  const data = await getDocumentShape(await getGantry(), await readJobRef(context), part.data);
  return toJsonResponse({ data });
});
