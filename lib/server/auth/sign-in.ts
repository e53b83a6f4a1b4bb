import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";
import type { AuditStore } from "../store/audit-queries.ts";
import type { User, UserStore } from "../store/user-queries.ts";
import type { Credentials } from "./credentials.ts";
import { isPasswordRight } from "./password.ts";
import type { Headed, Sessions } from "./session.ts";
import { createCheckQueue } from "./check-queue.ts";
import { createSignInBrake, type Attempt } from "./sign-in-brake.ts";

const tellEveryMs = 60_000;

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
  const takeTurn = createCheckQueue();
  let turnedAway = 0;
  let toldAt = Number.NEGATIVE_INFINITY;

  /** One line a minute says how many: a flood must not write as much as it asks. */
  async function recordTurnedAway(address: string | null, now: number): Promise<void> {
    turnedAway += 1;
    if (now - toldAt < tellEveryMs) return;
    const detail = `${turnedAway} turned away since the last line like this`;
    [toldAt, turnedAway] = [now, 0];
    const what = { action: "sign_in_slowed", actor: null, subject: null } as const;
    await audit.record({ ...what, at: now, address, detail });
  }

  async function pass(step: "check" | "begin", attempt: Attempt, now: number): Promise<void> {
    try {
      brake[step](attempt, now);
    } catch (error) {
      await recordTurnedAway(attempt.address, now);
      throw error;
    }
  }

  return {
    sessions,
    async signIn({ name, password }, { request, address, now }) {
      await pass("check", { name, address }, now);
      return takeTurn(address, async () => {
        await pass("begin", { name, address }, now);
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
      });
    },
  };
}

/** For operators alone: whoever tries learns nothing of it. */
function toReason(user: User | undefined, isRight: boolean): string {
  if (!user) return "no such user";
  return isRight ? "the user is disabled" : "wrong password";
}
