import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Settings } from "../env.ts";
import { log } from "../log.ts";
import type { Store } from "../store/open-store.ts";
import { describeOidcError } from "./describe-oidc-error.ts";
import { findAddress } from "./find-address.ts";
import { toLoginPath, toNextPath } from "./next-path.ts";
import { dropOidcUser, keepOidcUser, toRole } from "./oidc-user.ts";
import type { Oidc } from "./oidc.ts";
import { toSeeOther } from "./see-other.ts";
import type { Sessions } from "./session.ts";

export const oidcCookieName = "gantry-oidc";
const attemptTtlS = 600;

type OidcDoor = {
  oidc: Oidc;
  sessions: Sessions;
  store: Pick<Store, "users" | "audit">;
  settings: Settings;
};

/** Leads to the provider; back to `/login` where it cannot be reached. */
export async function startOidc(request: Request, { oidc }: OidcDoor): Promise<Response> {
  const next = toNextPath(new URL(request.url).searchParams.get("next"));
  try {
    const { location, sealed } = await oidc.start(next);
    return toSeeOther(location, [toCookie(request, sealed, attemptTtlS)]);
  } catch (error) {
    logRefusal(error);
    return toSeeOther(toLoginPath(next, { error: "provider" }));
  }
}

/**
 * Signs in whom the provider vouches for, and leads on; else back to `/login`. Either is recorded, but for an answer
 * that nobody here asked for: strangers could fill the record with those.
 */
export async function finishOidc(request: Request, door: OidcDoor, now: number): Promise<Response> {
  const { oidc, sessions, store, settings } = door;
  const address = findAddress(request.headers);
  const cookie = toCookie(request, "", 0);
  const record = (action: "sign_in" | "sign_in_failed", actor: string | null, detail: string) =>
    store.audit.record({ at: now, action, actor, address, subject: null, detail });
  try {
    const found = await oidc.finish(new URL(request.url).search.slice(1), readCookie(request));
    if (!found) return toSeeOther(toLoginPath("/", { error: "provider" }), [cookie]);
    const { claims, next } = found;
    const role = toRole(claims, settings);
    if (!role) {
      const isSignedOut = await dropOidcUser(store.users, claims);
      await record("sign_in_failed", null, "the provider gives this person no role");
      const cookies = isSignedOut ? [cookie, await sessions.close(request, now)] : [cookie];
      return toSeeOther(toLoginPath(next, { error: "role" }), cookies);
    }
    const user = await keepOidcUser(store.users, claims, role, now);
    if (user.disabledAt !== null) {
      await record("sign_in_failed", user.name, "the user is disabled");
      return toSeeOther(toLoginPath(next, { error: "role" }), [cookie]);
    }
    await record("sign_in", user.name, "with the provider");
    return toSeeOther(next, [cookie, await sessions.open(user, request, now)]);
  } catch (error) {
    logRefusal(error);
    await record("sign_in_failed", null, error.message);
    return toSeeOther(toLoginPath("/", { error: "provider" }), [cookie]);
  }
}

/** Throws what is no refusal. */
function logRefusal(error: unknown): asserts error is ProblemError {
  if (!(error instanceof ProblemError)) throw error;
  log.warn({ detail: error.message, cause: describeOidcError(error.cause) }, "no sign-in");
}

function readCookie({ headers }: Request): string | undefined {
  const start = `${oidcCookieName}=`;
  const pairs = headers.get("cookie")?.split(/;\s*/) ?? [];
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length);
}

function toCookie({ headers }: Request, value: string, maxAgeS: number): string {
  const secure = headers.get("x-forwarded-proto") === "https" ? "; Secure" : "";
  return `${oidcCookieName}=${value}; Path=/api/session/oidc; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${secure}`;
}
