import { answerSignIn } from "#lib/server/auth/answer-sign-in.ts";
import { recordAction } from "#lib/server/auth/actor.ts";
import { findAddress } from "#lib/server/auth/find-address.ts";
import { getSignIn } from "#lib/server/auth/get-sign-in.ts";
import { readSettings } from "#lib/server/env.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";

export const dynamic = "force-dynamic";

export const GET = route(async (request) => {
  const { sessions } = await getSignIn();
  const session = await sessions.find(request, Date.now());
  const data = session && { name: session.name, role: session.role };
  const headers = session?.setCookie ? { "set-cookie": session.setCookie } : {};
  return toJsonResponse({ data, sandbox: readSettings().sandbox }, { headers });
});

export const POST = route(async (request) => answerSignIn(request, await getSignIn(), Date.now()));

export const DELETE = route(async (request) => {
  const { sessions, watch } = await getSignIn();
  const session = await sessions.find(request, Date.now());
  if (session) {
    const { name, role } = session;
    const actor = { name, role, address: findAddress(request.headers) };
    await recordAction((await getGantry()).store, actor, { action: "sign_out" });
  }
  const setCookie = await sessions.close(request, Date.now());
  await watch.check();
  return new Response(null, {
    status: 204,
    headers: { "set-cookie": setCookie, "cache-control": "no-store" },
  });
});
