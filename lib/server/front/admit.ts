import "server-only";
import type { IncomingMessage } from "node:http";
import { ProblemError } from "#lib/domain/problem.ts";
import { getSignIn } from "../auth/get-sign-in.ts";
import { freeHeader } from "../auth/get-actor.ts";
import { guard, type Admission } from "../auth/guard.ts";
import { isLocalHost, isLoopback } from "../auth/local-request.ts";
import type { Gantry } from "../gantry.ts";
import { toHeaders } from "./to-headers.ts";
import type { Stamp } from "./stamp-request.ts";

/**
 * The door: every request that is not a file of the build comes through here, before Next sees it.
 * The sandbox asks nobody at this machine; others get in when there is a user, and sign in.
 */
export async function admit(
  { settings, store }: Gantry,
  request: IncomingMessage,
  { address, isRelayed }: Stamp,
): Promise<Admission> {
  const publicUrl = settings.PUBLIC_URL;
  const headers = toHeaders(request);
  const url = request.url ?? "/";
  const isLocal =
    !isRelayed && isLoopback(address ?? undefined) && isLocalHost(headers.get("host"), publicUrl);
  const isFree = settings.sandbox && isLocal;
  if (isFree) request.headers[freeHeader] = "1";
  const isShut = settings.sandbox && !isLocal && url !== "/api/health";
  if (isShut && (await store.users.listVersions()).size === 0)
    throw new ProblemError(
      "forbidden",
      "Without a user the sandbox answers to its own machine alone. BOOTSTRAP_USER makes one.",
    );
  return guard(
    { method: request.method ?? "GET", url, headers },
    { getSessions, publicUrl, isFree, now: Date.now() },
  );
}

async function getSessions() {
  return (await getSignIn()).sessions;
}
