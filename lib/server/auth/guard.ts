import "server-only";
import { NextResponse, type NextRequest } from "next/server";
import { ProblemError } from "#lib/domain/problem.ts";
import { toLoginPath, toNextPath } from "./next-path.ts";
import type { Sessions } from "./session.ts";

const openPaths = new Set(["/login", "/api/session", "/api/health", "/icon.svg", "/favicon.ico"]);
const changingMethods = new Set(["POST", "PUT", "PATCH", "DELETE"]);

type GuardOptions = {
  /** Asked only for a path that is not open to all: those answer whatever state the database is in. */
  getSessions: () => Promise<Sessions>;
  publicUrl: string | undefined;
  now: number;
};

/**
 * Lets a request through when its path is open to all or somebody is signed in; else leads a page
 * to `/login`, and throws `unauthorized` for everything under `/api`. Throws `forbidden` for a
 * change asked for by another site.
 */
export async function guard(
  request: NextRequest,
  { getSessions, publicUrl, now }: GuardOptions,
): Promise<Response> {
  if (changingMethods.has(request.method) && !isSameSite(request, publicUrl))
    throw new ProblemError("forbidden", "This request comes from another site.");
  if (isOpen(request)) return NextResponse.next();
  const sessions = await getSessions();
  const session = await sessions.find(request, now);
  if (session) {
    const response = NextResponse.next();
    if (session.setCookie !== null) response.headers.append("set-cookie", session.setCookie);
    return response;
  }
  const { pathname } = request.nextUrl;
  if (pathname === "/api" || pathname.startsWith("/api/"))
    throw new ProblemError("unauthorized", "Sign in to see this.");
  return toLoginRedirect(request);
}

/** Next strips wrappings such as `/_next/data/…/login.json` from `nextUrl`; only a bare path is open. */
function isOpen({ nextUrl: { pathname }, url }: NextRequest): boolean {
  return (
    (openPaths.has(pathname) || isStaticFile(pathname)) && URL.parse(url)?.pathname === pathname
  );
}

/** A file of the build. An escaped slash or dot could lead a later decoder out of the folder. */
function isStaticFile(pathname: string): boolean {
  return pathname.startsWith("/_next/static/") && !/%(?:2e|2f|5c|00)|\.\.|\/\/|\\/i.test(pathname);
}

/** Browsers send `Origin` with every change one site asks of another, and let no script forge it. */
function isSameSite(request: NextRequest, publicUrl: string | undefined): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  const host = URL.parse(origin)?.host;
  if (host === undefined || host === "") return false;
  return (
    host === request.headers.get("host")?.toLowerCase() ||
    (publicUrl !== undefined && host === URL.parse(publicUrl)?.host)
  );
}

function toLoginRedirect(request: NextRequest): Response {
  const { pathname, searchParams } = request.nextUrl;
  const search = new URLSearchParams(searchParams);
  search.delete("_rsc");
  const next = toNextPath(search.size === 0 ? pathname : `${pathname}?${search}`);
  const isRead = request.method === "GET" || request.method === "HEAD";
  return NextResponse.redirect(
    new URL(toLoginPath(isRead ? next : "/"), request.url),
    isRead ? 307 : 303,
  );
}
