import { NextResponse, type NextRequest } from "next/server";
import { getSignIn } from "#lib/server/auth/get-sign-in.ts";
import { guard } from "#lib/server/auth/guard.ts";
import { readSettings } from "#lib/server/env.ts";
import { route } from "#lib/server/http/route.ts";
import { processWide } from "#lib/server/process-wide.ts";

/** Runs before everything else that answers, static files included: what is not let through here is refused. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { sandbox, PUBLIC_URL } = processWide("settings", readSettings);
  if (sandbox) return NextResponse.next();
  const answer = route(() =>
    guard(request, { getSessions, publicUrl: PUBLIC_URL, now: Date.now() }),
  );
  return answer(request, undefined);
}

async function getSessions() {
  return (await getSignIn()).sessions;
}
