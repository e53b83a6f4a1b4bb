import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";
import type { AuditStore } from "../store/audit-queries.ts";
import type { User, UserStore } from "../store/user-queries.ts";
import type { Credentials } from "./credentials.ts";
import { isPasswordRight } from "./password.ts";
import type { Headed, Sessions } from "./session.ts";
import { createSignInBrake } from "./sign-in-brake.ts";

/** Each check of a password takes 32 MB and a thread for its while. */
const maxChecks = 4;
const busyRetryMs = 1_000;

export type SignIn = {
  sessions: Sessions;
  /**
   * The session of whoever knows this name and password, and its `Set-Cookie`. Throws `unauthorized`,
   * the same for a wrong password, an unknown name and a disabled user; `rate_limited` after too many of those.
   */
  signIn(
    credentials: Credentials,
    from: { request: Headed; address: string | null; now: number },
  ): Promise<Pick<User, "name" | "role"> & { setCookie: string }>;
};

export function createSignIn({
  users,
  audit,
  sessions,
}: {
  users: Pick<UserStore, "find">;
  audit: Pick<AuditStore, "record">;
  sessions: Sessions;
}): SignIn {
  const brake = createSignInBrake();
  let checks = 0;

  return {
    sessions,
    async signIn({ name, password }, { request, address, now }) {
      if (checks >= maxChecks)
        throw new ProblemError("rate_limited", "Many people are signing in. Try again.", {
          retryAfterMs: busyRetryMs,
        });
      brake.begin({ name, address }, now);
      checks += 1;
      try {
        const user = await users.find(name);
        const isRight = await isPasswordRight(password, user?.passwordHash);
        const isIn = user && isRight && user.disabledAt === null;
        await audit.record({
          at: now,
          // A name nobody has may be a password, typed into the wrong field.
          actor: user?.name ?? null,
          address,
          action: isIn ? "sign_in" : "sign_in_failed",
          subject: null,
          detail: isIn ? null : toReason(user, isRight),
        });
        if (!isIn) throw new ProblemError("unauthorized", "Name or password is wrong.");
        brake.succeed({ name, address });
        const setCookie = await sessions.open(user, request, now);
        return { name: user.name, role: user.role, setCookie };
      } finally {
        checks -= 1;
      }
    },
  };
}

/** For operators alone: whoever tries learns nothing of it. */
function toReason(user: User | undefined, isRight: boolean): string {
  if (!user) return "no such user";
  return isRight ? "the user is disabled" : "wrong password";
}
