import { toJsonResponse } from "#lib/server/http/route.ts";

export const dynamic = "force-dynamic";

export const GET = () => toJsonResponse({ status: "ok" });
