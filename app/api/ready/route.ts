import { getGantry } from "#lib/server/gantry.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";

export const dynamic = "force-dynamic";

export const GET = route(async () => {
  const { store } = await getGantry();
  const notReady = await store.sizeBytes().then(
    () => [],
    () => ["store"],
  );
  return toJsonResponse(
    { ready: notReady.length === 0, notReady },
    { status: notReady.length ? 503 : 200 },
  );
});
