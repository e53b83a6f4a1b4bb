import { ProblemError } from "#lib/domain/problem.ts";
import { answerSignIn } from "#lib/server/auth/answer-sign-in.ts";
import { getSignIn } from "#lib/server/auth/get-sign-in.ts";
import { readSettings } from "#lib/server/env.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";

export const dynamic = "force-dynamic";

export const GET = route(async (request) => {
  if (readSettings().sandbox) return toJsonResponse({ data: null, sandbox: true });
  const { sessions } = await getSignIn();
  const session = await sessions.find(request, Date.now());
  const data = session && { name: session.name, role: session.role };
  const headers = session?.setCookie ? { "set-cookie": session.setCookie } : {};
  return toJsonResponse({ data, sandbox: false }, { headers });
});

export const POST = route(async (request) => {
  if (readSettings().sandbox)
    throw new ProblemError("not_supported", "Nobody has to sign in to the sandbox.");
  return answerSignIn(request, await getSignIn(), Date.now());
});

export const DELETE = route(async () => {
  const { sessions } = await getSignIn();
  const headers = { "set-cookie": await sessions.close(), "cache-control": "no-store" };
  return new Response(null, { status: 204, headers });
});
