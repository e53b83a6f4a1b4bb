import { getGantry } from "#lib/server/gantry.ts";
import { route } from "#lib/server/http/route.ts";
import { renderMetrics } from "#lib/server/metrics.ts";

export const dynamic = "force-dynamic";

export const GET = route(
  async () =>
    new Response(await renderMetrics(await getGantry()), {
      headers: {
        "content-type": "text/plain; version=0.0.4; charset=utf-8",
        "cache-control": "no-store",
      },
    }),
);
