import { getGantry } from "#lib/server/gantry.ts";
import { readDurationsRequest } from "#lib/server/http/durations-request.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";
import { getDurations } from "#lib/server/jobs/get-durations.ts";

export const GET = route(async (request) => {
  const now = Date.now();
  const { query, range } = readDurationsRequest(new URL(request.url).searchParams, now);
  const report = await getDurations(await getGantry(), query, range, now);
  return toJsonResponse({ data: report });
});
