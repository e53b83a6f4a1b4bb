import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";
import { getGantry } from "../gantry.ts";
import { getSignIn } from "./get-sign-in.ts";

/** What signing in with the provider needs. Throws `not_supported` when none is set up. */
export async function getOidcDoor() {
  const [{ settings, store }, { oidc, sessions }] = await Promise.all([getGantry(), getSignIn()]);
  if (!oidc)
    throw new ProblemError("not_supported", "No OpenID Connect provider is set up for Gantry.");
  return { oidc, sessions, store, settings };
}
