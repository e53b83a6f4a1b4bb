import { z } from "zod";
import { ProblemError } from "#lib/domain/problem.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { toImageResponse } from "#lib/server/http/image-response.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route } from "#lib/server/http/route.ts";
import { openPayloadImage } from "#lib/server/jobs/open-payload-image.ts";

const targetSchema = z.object({
  part: z.enum(["payload", "results"]),
  at: z
    .string()
    .max(10_000)
    .regex(/^\d+(?:\.\d+)*$/)
    .transform((at) => at.split(".").map(Number)),
});

export const GET = route<JobParams>(async (request, context) => {
  const { searchParams } = new URL(request.url);
  const target = targetSchema.safeParse(Object.fromEntries(searchParams));
  if (!target.success)
    throw new ProblemError("bad_request", "A picture is named by a part and its value’s places.");
  const { part, at: places } = target.data;
  const ref = await readJobRef(context);
  const opened = await openPayloadImage(await getGantry(), ref, { part, places }, request.signal);
  return toImageResponse(opened, `${ref.id}-${part}`);
});
