import "server-only";
import { getGantry } from "../gantry.ts";
import { processWide } from "../process-wide.ts";
import { createSessions } from "./session.ts";
import { readSessionSecret } from "./session-secret.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";

/** The way in to the running Gantry, for each bundle the same. */
export function getSignIn(): Promise<SignIn> {
  return processWide("sign-in", startSignIn);
}

async function startSignIn(): Promise<SignIn> {
  const { settings, store } = await getGantry();
  const sessions = createSessions({
    secret: await readSessionSecret(settings),
    users: store.users,
    isSecure: settings.PUBLIC_URL?.startsWith("https:") ?? false,
  });
  return createSignIn({ users: store.users, audit: store.audit, sessions });
}
