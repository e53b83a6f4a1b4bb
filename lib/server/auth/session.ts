import "server-only";
import { randomBytes } from "node:crypto";
import { getIronSession, webCookies, type IronSession } from "iron-session";
import { z } from "zod";
import type { SessionStore } from "../store/session-queries.ts";
import type { User, UserRole, UserStore } from "../store/user-queries.ts";

export const sessionCookieName = "gantry-session";
/** Behind HTTPS: the prefix keeps other hosts of the same domain from planting a cookie of that name. */
const secureCookieName = `__Host-${sessionCookieName}`;

/** iron-session wants a request; the cookie is all it reads of one. */
const nowhere = "http://nowhere.invalid";

const minuteMs = 60_000;
const idleMs = 12 * 60 * minuteMs;
export const totalMs = 7 * 24 * 60 * minuteMs;
const renewEveryMs = 10 * minuteMs;
const idBytes = 18;
const maxUnsealed = 500;

const contentsSchema = z.object({
  id: z.string().min(16),
  name: z.string(),
  version: z.string(),
  signedInAt: z.number(),
  renewedAt: z.number(),
});
type Contents = z.infer<typeof contentsSchema>;

export type Session = {
  id: string;
  name: string;
  role: UserRole;
  /** The user's, as of now: another one ends the session. */
  version: string;
  signedInAt: number;
};

/** A `Request`, or anything else with its headers. `x-forwarded-proto` says whether it came by HTTPS. */
export type Headed = { headers: { get(name: string): string | null } };

/**
 * Who is signed in, sealed in a cookie. It stands for as long as its user does, and until it is
 * closed: a copy of the cookie is void then too.
 */
export type Sessions = {
  /** The `Set-Cookie` that signs a user in. Always a new session: a cookie brought along is not carried on. */
  open(user: Pick<User, "name" | "version">, request: Headed, now: number): Promise<string>;
  /**
   * Null for no cookie, one that is not ours or was closed, has been idle for 12 h or is 7 days old, and for
   * a user who is gone, disabled, or has another password by now. `setCookie` renews it, at most every 10 min.
   */
  find(request: Headed, now: number): Promise<(Session & { setCookie: string | null }) | null>;
  /** The `Set-Cookie` that signs out; the session of this request is over wherever its cookie was copied to. */
  close(request: Headed, now: number): Promise<string>;
};

type SessionsOptions = {
  secret: string;
  users: Pick<UserStore, "find">;
  closed: SessionStore;
};

export function createSessions({ secret, users, closed }: SessionsOptions): Sessions {
  function toOptions(isSecure: boolean) {
    return {
      cookieName: isSecure ? secureCookieName : sessionCookieName,
      password: secret,
      ttl: idleMs / 1000,
      cookieOptions: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
    } as const;
  }

  function unseal(cookie: string | null, isSecure: boolean, headers = new Headers()) {
    const request = new Request(nowhere, cookie === null ? {} : { headers: { cookie } });
    return getIronSession<Contents>(webCookies(request, headers), toOptions(isSecure));
  }

  async function toCookie(
    request: Headed,
    write: (sealed: IronSession<Contents>) => unknown,
  ): Promise<string> {
    const headers = new Headers();
    await write(await unseal(null, isByHttps(request), headers));
    return headers.getSetCookie().join();
  }

  const seal = (request: Headed, contents: Contents) =>
    toCookie(request, (sealed) => Object.assign(sealed, contents).save());

  const unsealed = new Map<string, Promise<Contents | null>>();

  async function unsealContents(cookie: string, isSecure: boolean): Promise<Contents | null> {
    return contentsSchema.safeParse(await unseal(cookie, isSecure)).data ?? null;
  }

  /** What is sealed does not change, so it is opened once: a thousand streams of a crowd cost one. */
  async function findContents(request: Headed): Promise<Contents | null> {
    const cookie = request.headers.get("cookie");
    if (cookie === null) return null;
    const isSecure = isByHttps(request);
    const key = `${isSecure} ${cookie}`;
    const contents = unsealed.get(key) ?? unsealContents(cookie, isSecure);
    unsealed.delete(key);
    unsealed.set(key, contents);
    const [oldest] = unsealed.keys();
    if (unsealed.size > maxUnsealed && oldest !== undefined) unsealed.delete(oldest);
    let found: Contents | null = null;
    try {
      found = await contents;
      return found;
    } finally {
      if (!found) unsealed.delete(key);
    }
  }

  async function readContents(request: Headed, now: number): Promise<Contents | null> {
    const data = await findContents(request);
    const isInTime = data && now - data.renewedAt < idleMs && now - data.signedInAt < totalMs;
    return isInTime ? data : null;
  }

  const beingAsked = new Map<string, ReturnType<typeof askStanding>>();

  async function askStanding({ id, name }: Contents) {
    const [user, closedIds] = await Promise.all([users.find(name), closed.findClosed([id])]);
    return { user, isClosed: closedIds.has(id) };
  }

  /** The store is asked once for all requests of a session that come at the same time. */
  function findStanding(contents: Contents) {
    const { id } = contents;
    const known = beingAsked.get(id);
    if (known) return known;
    const asked = askStanding(contents).finally(() => beingAsked.delete(id));
    beingAsked.set(id, asked);
    return asked;
  }

  return {
    open: ({ name, version }, request, now) =>
      seal(request, {
        id: randomBytes(idBytes).toString("base64url"),
        name,
        version,
        signedInAt: now,
        renewedAt: now,
      }),
    async find(request, now) {
      const contents = await readContents(request, now);
      if (!contents) return null;
      const { id, signedInAt } = contents;
      const { user, isClosed } = await findStanding(contents);
      if (!user || user.disabledAt !== null || user.version !== contents.version) return null;
      if (isClosed) return null;
      const { name, role, version } = user;
      const isDue = now - contents.renewedAt >= renewEveryMs;
      const setCookie = isDue ? await seal(request, { ...contents, name, renewedAt: now }) : null;
      return { id, name, role, version, signedInAt, setCookie };
    },
    async close(request, now) {
      const contents = await readContents(request, now);
      if (contents) await closed.close(contents.id, now);
      return toCookie(request, (sealed) => sealed.destroy());
    },
  };
}

const isByHttps = ({ headers }: Headed) => headers.get("x-forwarded-proto") === "https";
