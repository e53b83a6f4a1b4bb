import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";
import { readSettings } from "../env.ts";
import { processWide } from "../process-wide.ts";
import type { Actor } from "./actor.ts";
import { findAddress } from "./find-address.ts";
import { getSignIn } from "./get-sign-in.ts";

/** A `Request`, or `{ headers: await headers() }` in a page. */
type Headed = { headers: { get(name: string): string | null } };

/** Who sent this request. Throws `unauthorized` when nobody is signed in. */
export async function getActor({ headers }: Headed): Promise<Actor> {
  const address = findAddress(headers);
  const { sandbox } = processWide("settings", readSettings);
  if (sandbox) return { name: "sandbox", role: "operator", address };
  const { sessions } = await getSignIn();
  const session = await sessions.find({ headers }, Date.now());
  if (!session) throw new ProblemError("unauthorized", "Sign in to do this.");
  return { name: session.name, role: session.role, address };
}
