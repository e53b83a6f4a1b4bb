import { getGantry } from "#lib/server/gantry.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";
import { lookupJobs } from "#lib/server/jobs/lookup-jobs.ts";

export const GET = route(async (request) => {
  const text = new URL(request.url).searchParams.get("q") ?? "";
  return toJsonResponse({ data: await lookupJobs(await getGantry(), text) });
});
