import { toAuditCsv } from "#lib/server/audit/audit-response.ts";
import { exportAudit } from "#lib/server/audit/list-audit.ts";
import { getActor } from "#lib/server/auth/get-actor.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { route } from "#lib/server/http/route.ts";

export const GET = route(async (request) =>
  toAuditCsv(await exportAudit(await getGantry(), await getActor(request), "CSV")),
);
