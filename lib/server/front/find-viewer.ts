import "server-only";
import type { IncomingMessage } from "node:http";
import { ProblemError } from "#lib/domain/problem.ts";
import { getSignIn } from "../auth/get-sign-in.ts";
import type { Gantry } from "../gantry.ts";

/** Who asks, and the cookies that renew their session. Throws `unauthorized` when nobody is signed in. */
export async function findViewer(
  { settings }: Gantry,
  { headers }: IncomingMessage,
): Promise<{ name: string | null; cookies: string[] }> {
  if (settings.sandbox) return { name: null, cookies: [] };
  const { sessions } = await getSignIn();
  const asked = new Request("http://gantry.invalid", { headers: { cookie: headers.cookie ?? "" } });
  const session = await sessions.find(asked, Date.now());
  if (!session) throw new ProblemError("unauthorized", "Sign in to see this.");
  return { name: session.name, cookies: session.setCookie === null ? [] : [session.setCookie] };
}
