import { getGantry } from "#lib/server/gantry.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";
import { getReadiness } from "#lib/server/jobs/get-readiness.ts";

export const dynamic = "force-dynamic";

export const GET = route(async () => {
  const readiness = await getReadiness(await getGantry());
  return toJsonResponse(readiness, { status: readiness.ready ? 200 : 503 });
});
