import { finishOidc } from "#lib/server/auth/answer-oidc.ts";
import { getOidcDoor } from "#lib/server/auth/get-oidc-door.ts";
import { route } from "#lib/server/http/route.ts";

export const dynamic = "force-dynamic";

export const GET = route(async (request) => finishOidc(request, await getOidcDoor(), Date.now()));
