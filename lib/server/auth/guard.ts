import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";
import { toLoginPath, toNextPath } from "./next-path.ts";
import type { Headed, Session, Sessions } from "./session.ts";

const openPaths = new Set([
  ...["/login", "/api/session", "/api/health", "/icon.svg", "/favicon.ico"],
  ...["/api/session/oidc", "/api/session/oidc/callback"],
]);
const changingMethods = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** What is known of a request before anything is done for it. `url` as it came: a path and its query. */
export type Asked = Headed & { method: string; url: string };

export type Admission =
  | { kind: "in"; session: Session | null; setCookie: string | null }
  | { kind: "to-login"; location: string; status: 303 | 307 };

type GuardOptions = {
  /** Asked only for a path that is not open to all: those answer whatever state the database is in. */
  getSessions: () => Promise<Pick<Sessions, "find">>;
  publicUrl: string | undefined;
  /** Nobody has to sign in: the sandbox, asked from this machine. */
  isFree?: boolean;
  now: number;
};

/**
 * Lets a request through when its path is open to all or somebody is signed in; else leads a page
 * to `/login`, and throws `unauthorized` for everything under `/api`. Throws `forbidden` for what
 * another site asks for: a change, or anything but a link that somebody followed.
 */
export async function guard(
  asked: Asked,
  { getSessions, publicUrl, isFree = false, now }: GuardOptions,
): Promise<Admission> {
  if (!asked.url.startsWith("/"))
    throw new ProblemError("bad_request", "The address should be a path.");
  if (changingMethods.has(asked.method) && !isSameOrigin(asked, publicUrl))
    throw new ProblemError("forbidden", "This request comes from another site.");
  if (isCrossSiteRead(asked))
    throw new ProblemError("forbidden", "Another site may link here, but not read from here.");
  if (isOpen(asked.url) || isFree) return { kind: "in", session: null, setCookie: null };
  const sessions = await getSessions();
  const found = await sessions.find(asked, now);
  if (found) {
    const { setCookie, ...session } = found;
    return { kind: "in", session, setCookie };
  }
  const { pathname } = new URL(`http://nowhere.invalid${asked.url}`);
  if (pathname === "/api" || pathname.startsWith("/api/"))
    throw new ProblemError("unauthorized", "Sign in to see this.");
  return toLogin(asked);
}

/** Judged as it came, unresolved and undecoded: whatever way of writing a path is not here is shut. */
function isOpen(url: string): boolean {
  const [path = ""] = url.split("?", 1);
  return openPaths.has(path) || isStaticFile(path);
}

/** A file of the build. An escaped slash or dot could lead a later decoder out of the folder. */
function isStaticFile(path: string): boolean {
  return path.startsWith("/_next/static/") && !/%(?:2e|2f|5c|00)|\.\.|\/\/|\\/i.test(path);
}

/** Browsers send `Origin` with every change one site asks of another, and let no script forge it. */
function isSameOrigin({ headers }: Asked, publicUrl: string | undefined): boolean {
  const origin = headers.get("origin");
  if (origin === null) return !/^(?:cross|same)-site$/.test(headers.get("sec-fetch-site") ?? "");
  const host = URL.parse(origin)?.host;
  if (host === undefined || host === "") return false;
  return (
    host === headers.get("host")?.toLowerCase() ||
    (publicUrl !== undefined && host === URL.parse(publicUrl)?.host)
  );
}

/** A script, a picture, a frame or a `fetch` of another site, or of another port of this host. */
function isCrossSiteRead({ method, headers }: Asked): boolean {
  if (!/^(?:cross|same)-site$/.test(headers.get("sec-fetch-site") ?? "")) return false;
  const isLink =
    headers.get("sec-fetch-mode") === "navigate" && headers.get("sec-fetch-dest") === "document";
  return !isLink || (method !== "GET" && method !== "HEAD");
}

function toLogin({ method, url }: Asked): Admission {
  const { pathname, searchParams } = new URL(`http://nowhere.invalid${url}`);
  const search = new URLSearchParams(searchParams);
  search.delete("_rsc");
  const next = toNextPath(search.size === 0 ? pathname : `${pathname}?${search}`);
  const isRead = method === "GET" || method === "HEAD";
  return {
    kind: "to-login",
    location: toLoginPath(isRead ? next : "/"),
    status: isRead ? 307 : 303,
  };
}
