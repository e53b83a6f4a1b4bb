import { getActor } from "#lib/server/auth/get-actor.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { toExportResponse } from "#lib/server/http/export-response.ts";
import { route } from "#lib/server/http/route.ts";

export const GET = route(async (request) => {
  const actor = await getActor(request);
  const { store } = await getGantry();
  return toExportResponse(store, actor, request, "csv");
});
