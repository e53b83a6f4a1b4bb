import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";
import { sandboxActorName, type Actor } from "./actor.ts";
import { findAddress } from "./find-address.ts";
import { getSignIn } from "./get-sign-in.ts";
import type { Headed } from "./session.ts";

/** The door says with it that nobody is asked who they are: the sandbox at its own machine. Nobody else can send it. */
export const freeHeader = "x-gantry-free";

/**
 * Who sent this request: a `Request`, or `{ headers: await headers() }` in a page. Throws
 * `unauthorized` when nobody is signed in.
 */
export async function getActor(request: Headed): Promise<Actor> {
  const actor = await findActor(request);
  if (!actor) throw new ProblemError("unauthorized", "Sign in to do this.");
  return actor;
}

/** As `getActor`, for the pages that are open to all. */
export async function findActor({ headers }: Headed): Promise<Actor | undefined> {
  const address = findAddress(headers);
  const { sessions } = await getSignIn();
  const session = await sessions.find({ headers }, Date.now());
  if (session) return { name: session.name, role: session.role, address };
  const isFree = headers.get(freeHeader) !== null;
  return isFree ? { name: sandboxActorName, role: "operator", address } : undefined;
}
