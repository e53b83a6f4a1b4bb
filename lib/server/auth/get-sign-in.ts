import "server-only";
import { getGantry } from "../gantry.ts";
import { processWide } from "../process-wide.ts";
import { log } from "../log.ts";
import { createSessionWatch, type SessionWatch } from "./session-watch.ts";
import { createOidc, type Oidc } from "./oidc.ts";
import { createSessions } from "./session.ts";
import { readSessionSecret } from "./session-secret.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";

type Door = SignIn & { watch: SessionWatch; oidc: Oidc | undefined };

/** The way in to the running Gantry, for each bundle the same. */
export function getSignIn(): Promise<Door> {
  return processWide("sign-in", startSignIn);
}

async function startSignIn(): Promise<Door> {
  const { settings, store } = await getGantry();
  const secret = await readSessionSecret(settings);
  const sessions = createSessions({
    secret,
    users: store.users,
    closed: store.sessions,
  });
  const watch = createSessionWatch({
    users: store.users,
    closed: store.sessions,
    onError: (error) => log.error({ err: error }, "sessions could not be checked"),
  });
  return {
    ...createSignIn({ users: store.users, audit: store.audit, sessions }),
    watch,
    oidc: createOidc(settings, secret),
  };
}
