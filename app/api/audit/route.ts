import { listAudit } from "#lib/server/audit/list-audit.ts";
import { parseAuditQuery } from "#lib/server/audit/parse-audit-query.ts";
import { getActor } from "#lib/server/auth/get-actor.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";

export const GET = route(async (request) => {
  const actor = await getActor(request);
  const filter = parseAuditQuery(new URL(request.url).searchParams);
  const { entries, next } = await listAudit(await getGantry(), actor, filter);
  return toJsonResponse({ data: entries, meta: { next } });
});
