import { getGantry } from "#lib/server/gantry.ts";
import { toLiveResponse } from "#lib/server/http/live-response.ts";
import { parseLiveQuery } from "#lib/server/http/live-query.ts";
import { route } from "#lib/server/http/route.ts";

export const GET = route(async (request) => {
  const { hub } = await getGantry();
  const query = parseLiveQuery(new URL(request.url).searchParams);
  return toLiveResponse(hub, request, query);
});
