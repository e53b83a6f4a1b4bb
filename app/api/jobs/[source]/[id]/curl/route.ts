import { getGantry } from "#lib/server/gantry.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route } from "#lib/server/http/route.ts";
import { toTextResponse } from "#lib/server/http/text-response.ts";
import { findSource } from "#lib/server/jobs/find-source.ts";

export const GET = route<JobParams>(async (_request, context) => {
  const { sources } = await getGantry();
  const ref = await readJobRef(context);
  return toTextResponse(`${findSource(sources, ref).toCurl(ref.id)}\n`);
});
