import { getGantry } from "#lib/server/gantry.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";
import { listJobs } from "#lib/server/jobs/list-jobs.ts";

export const GET = route(async (request) => {
  const { store } = await getGantry();
  return toJsonResponse(await listJobs(store, new URL(request.url).searchParams, Date.now()));
});
