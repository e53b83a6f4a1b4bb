import "server-only";
import { getIronSession, webCookies, type IronSession } from "iron-session";
import { z } from "zod";
import { userRoles, type User, type UserRole, type UserStore } from "../store/user-queries.ts";

export const sessionCookieName = "gantry-session";

/** iron-session wants a request; the cookie is all it reads of one. */
const nowhere = "http://nowhere.invalid";

const minuteMs = 60_000;
const idleMs = 12 * 60 * minuteMs;
const totalMs = 7 * 24 * 60 * minuteMs;
const renewEveryMs = 10 * minuteMs;

const contentsSchema = z.object({
  name: z.string(),
  role: z.enum(userRoles),
  version: z.string(),
  signedInAt: z.number(),
  renewedAt: z.number(),
});
type Contents = z.infer<typeof contentsSchema>;

export type Session = { name: string; role: UserRole; signedInAt: number };

type Headed = { headers: { get(name: string): string | null } };

/** Who is signed in, sealed in a cookie. A cookie stands for as long as its user does. */
export type Sessions = {
  /** The `Set-Cookie` that signs a user in. */
  open(user: User, now: number): Promise<string>;
  /**
   * Null for no cookie, one that is not ours, has been idle for 12 h or is 7 days old, and for a user
   * who is gone, disabled, or has another password by now. `setCookie` renews it, at most every 10 min.
   */
  find(request: Headed, now: number): Promise<(Session & { setCookie: string | null }) | null>;
  /** The `Set-Cookie` that signs out. */
  close(): Promise<string>;
};

type SessionsOptions = { secret: string; users: Pick<UserStore, "find">; isSecure: boolean };

export function createSessions({ secret, users, isSecure }: SessionsOptions): Sessions {
  const options = {
    cookieName: sessionCookieName,
    password: secret,
    ttl: idleMs / 1000,
    cookieOptions: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
  } as const;

  const unseal = (cookie: string | null, headers = new Headers()) => {
    const request = new Request(nowhere, cookie === null ? {} : { headers: { cookie } });
    return getIronSession<Contents>(webCookies(request, headers), options);
  };

  async function toCookie(write: (sealed: IronSession<Contents>) => unknown): Promise<string> {
    const headers = new Headers();
    await write(await unseal(null, headers));
    return headers.getSetCookie().join();
  }

  const seal = (contents: Contents) => toCookie((sealed) => Object.assign(sealed, contents).save());

  return {
    open: ({ name, role, version }, now) =>
      seal({ name, role, version, signedInAt: now, renewedAt: now }),
    async find({ headers }, now) {
      const { data: contents } = contentsSchema.safeParse(await unseal(headers.get("cookie")));
      if (!contents || now - contents.renewedAt >= idleMs || now - contents.signedInAt >= totalMs)
        return null;
      const user = await users.find(contents.name);
      if (!user || user.disabledAt !== null || user.version !== contents.version) return null;
      const { name, role } = user;
      const { signedInAt } = contents;
      const setCookie =
        now - contents.renewedAt >= renewEveryMs
          ? await seal({ ...contents, name, role, renewedAt: now })
          : null;
      return { name, role, signedInAt, setCookie };
    },
    close: () => toCookie((sealed) => sealed.destroy()),
  };
}
