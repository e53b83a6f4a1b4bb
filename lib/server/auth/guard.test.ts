import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProblemError } from "#lib/domain/problem.ts";
import { openTestUsers, type TestUsers } from "./open-test-users.ts";
import { guard } from "./guard.ts";

const now = Date.now();
let users: TestUsers;
let cookie: string;

beforeAll(async () => {
  users = await openTestUsers();
  const setCookie = await users.sessions.open(
    await users.addUser("ada"),
    { headers: new Headers() },
    now,
  );
  cookie = setCookie.split(";", 1).join("");
});

afterAll(() => users.close());

const findSessions = async () => users.sessions;
const failToOpen = () => Promise.reject(new Error("no database"));

type Asked = {
  method?: string;
  headers?: Record<string, string>;
  publicUrl?: string;
  at?: number;
  getSessions?: () => Promise<TestUsers["sessions"]>;
};

/** `passed`, the code of the problem thrown, or where it leads. */
async function ask(url: string, asked: Asked = {}): Promise<string> {
  const headers = new Headers({ host: "gantry.internal:3000", ...asked.headers });
  const getSessions = asked.getSessions ?? findSessions;
  const options = { getSessions, publicUrl: asked.publicUrl, now: asked.at ?? now };
  try {
    const admission = await guard({ url, method: asked.method ?? "GET", headers }, options);
    return admission.kind === "in" ? "passed" : `${admission.status} ${admission.location}`;
  } catch (error) {
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
}

describe("without a cookie", () => {
  test.each([
    "/login",
    "/login?next=%2Fjobs&error=1",
    "/api/session",
    "/api/health",
    "/icon.svg",
    "/favicon.ico",
    "/_next/static/chunks/0a1b2c.js",
    "/_next/static/chunks/%5Broot-of-the-server%5D__0a.js",
    "/_next/static/media/a.css?dpl=1",
  ])("%s is open to all", async (path) => {
    expect(await ask(path)).toBe("passed");
    expect(await ask(path, { method: "HEAD" })).toBe("passed");
    expect(await ask(path, { method: "OPTIONS" })).toBe("passed");
  });

  test.each([
    "/api",
    "/api/",
    "/api/jobs",
    "/api/jobs?_rsc=abc",
    "/api/jobs.csv",
    "/api/jobs/bedrock/job_1/payload",
    "/api/live?list=1",
    "/api/metrics",
    "/api/ready",
    "/api/lookup?q=x",
    "/api/session/",
    "/api/session/x",
    "/api/session%2f..%2fjobs",
    "/api/health/../jobs",
    "/api/health/%2e%2e/jobs",
    "/api//health",
    "/api/healthy",
    "/login/../api/jobs",
    "/_next/static/../../api/jobs",
    "/_next/static/%2e%2e/%2E%2E/api/jobs",
    "/_next/static\\..\\..\\api\\jobs",
  ])("%s is refused in every method", async (path) => {
    for (const method of ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"])
      expect(await ask(path, { method })).toBe("unauthorized");
  });

  test.each([
    ["/", "/login"],
    ["/?_rsc=abc", "/login"],
    ["/jobs?status=failed&_rsc=abc", "/login?next=%2Fjobs%3Fstatus%3Dfailed"],
    ["/jobs/bedrock/job_1", "/login?next=%2Fjobs%2Fbedrock%2Fjob_1"],
    ["/system", "/login?next=%2Fsystem"],
    ["/login/", "/login?next=%2Flogin%2F"],
    ["/Login", "/login?next=%2FLogin"],
    ["/login.rsc", "/login?next=%2Flogin.rsc"],
    ["/login%2f", "/login?next=%2Flogin%252f"],
    ["/login;/jobs", "/login?next=%2Flogin%3B%2Fjobs"],
    ["/%61pi/jobs", "/login?next=%2F%2561pi%2Fjobs"],
    ["/API/jobs", "/login?next=%2FAPI%2Fjobs"],
    ["//api/jobs", "/login"],
    ["//example.com/jobs", "/login"],
    ["/\\example.com", "/login"],
    ["/icon.svg/", "/login?next=%2Ficon.svg%2F"],
    ["/_next/image?url=x", "/login?next=%2F_next%2Fimage%3Furl%3Dx"],
    ["/_next/data/x/jobs.json", "/login?next=%2F_next%2Fdata%2Fx%2Fjobs.json"],
    ["/_next/data/x/login.json", "/login"],
    ["/_next/data/x/icon.svg.json", "/login?next=%2F_next%2Fdata%2Fx%2Ficon.svg.json"],
    ["/_next/static", "/login?next=%2F_next%2Fstatic"],
    ["/_next/static//x", "/login?next=%2F_next%2Fstatic%2F%2Fx"],
    ["/_next/static/..%2f..%2fapi/jobs", /^\/login\?next=/],
    ["/_next/static/..%5c..%5capi/jobs", /^\/login\?next=/],
    ["/_next/static/%252e%252e/x/..%2F", /^\/login\?next=/],
  ])("%s leads to the sign-in page", async (path, location) => {
    expect(await ask(path)).toMatch(
      typeof location === "string"
        ? `307 ${location}`
        : new RegExp(`^307 ${location.source.slice(1)}`),
    );
    expect(await ask(path, { method: "HEAD" })).toMatch(/^307 \/login/);
    for (const method of ["POST", "OPTIONS", "DELETE"])
      expect(await ask(path, { method })).toBe("303 /login");
  });

  test.each([
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-middleware-subrequest": "src/middleware:src/middleware" },
    { "x-middleware-next": "1" },
    { "x-middleware-rewrite": "/login" },
    { "x-matched-path": "/login" },
    { "x-invoke-path": "/login" },
    { "x-original-url": "/login" },
    { "x-rewrite-url": "/login" },
    { "x-forwarded-uri": "/login" },
    { "x-forwarded-for": "127.0.0.1" },
    { "x-http-method-override": "OPTIONS" },
    { "next-action": "abc" },
    { rsc: "1", "next-router-prefetch": "1" },
    { purpose: "prefetch" },
    { authorization: "Bearer x" },
    { cookie: "gantry-session=; gantry-session.0=x" },
  ])("the headers %j open nothing", async (headers) => {
    expect(await ask("/api/jobs", { headers })).toBe("unauthorized");
    expect(await ask("/jobs", { headers })).toBe("307 /login?next=%2Fjobs");
  });

  test("paths open to all answer while the database cannot be read", async () => {
    expect(await ask("/api/health", { getSessions: failToOpen })).toBe("passed");
    await expect(ask("/api/jobs", { getSessions: failToOpen })).rejects.toThrow("no database");
  });
});

describe("with a cookie", () => {
  test("everything passes, until the cookie has run out", async () => {
    for (const path of ["/", "/jobs", "/api/jobs", "/api/live?list=1", "/_next/image"])
      expect(await ask(path, { headers: { cookie } })).toBe("passed");
    const at = now + 12 * 3_600_000;
    expect(await ask("/api/jobs", { headers: { cookie }, at })).toBe("unauthorized");
    expect(await ask("/jobs", { headers: { cookie }, at })).toBe("307 /login?next=%2Fjobs");
  });

  test("use renews the cookie, at most every ten minutes", async () => {
    const asked = { url: "/jobs", method: "GET", headers: new Headers({ cookie }) };
    const admitAt = (at: number) =>
      guard(asked, { getSessions: findSessions, publicUrl: undefined, now: at });
    expect(await admitAt(now + 599_999)).toMatchObject({ kind: "in", setCookie: null });
    expect(await admitAt(now + 600_000)).toMatchObject({
      setCookie: expect.stringMatching(/^gantry-session=.+/),
    });
  });
});

describe("a change asked for by another site", () => {
  const publicUrl = "https://gantry.example.com";

  test.each([
    ["http://gantry.internal:3000", "passed"],
    ["HTTP://GANTRY.internal:3000", "passed"],
    ["https://gantry.example.com", "passed"],
    ["http://gantry.internal", "forbidden"],
    ["http://gantry.internal:3001", "forbidden"],
    ["https://gantry.example.com.evil.example", "forbidden"],
    ["https://evil.example", "forbidden"],
    ["https://gantry.example.com@evil.example", "forbidden"],
    ["null", "forbidden"],
    ["", "forbidden"],
    ["data:", "forbidden"],
    ["gantry.internal:3000", "forbidden"],
  ])("from %j is %s", async (from, outcome) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      for (const path of ["/api/jobs/bedrock/job_1/cancel", "/api/session"])
        expect(await ask(path, { method, publicUrl, headers: { cookie, origin: from } })).toBe(
          outcome,
        );
    expect(await ask("/api/jobs", { publicUrl, headers: { cookie, origin: from } })).toBe("passed");
  });

  test("tools that send no Origin may make changes", async () => {
    expect(await ask("/api/jobs", { method: "POST", headers: { cookie } })).toBe("passed");
  });
});

describe("what another site asks a browser for", () => {
  const fetched = (site: string, mode: string, dest: string) => ({
    cookie,
    "sec-fetch-site": site,
    "sec-fetch-mode": mode,
    "sec-fetch-dest": dest,
  });

  test.each([
    ["same-origin", "cors", "empty", "passed"],
    ["same-origin", "no-cors", "script", "passed"],
    ["none", "navigate", "document", "passed"],
    ["cross-site", "navigate", "document", "passed"],
    ["same-site", "navigate", "document", "passed"],
    ["cross-site", "navigate", "iframe", "forbidden"],
    ["cross-site", "navigate", "embed", "forbidden"],
    ["cross-site", "no-cors", "image", "forbidden"],
    ["cross-site", "no-cors", "script", "forbidden"],
    ["cross-site", "cors", "empty", "forbidden"],
    ["same-site", "cors", "empty", "forbidden"],
    ["same-site", "no-cors", "style", "forbidden"],
  ])("%s, %s, for a %s: %s", async (site, mode, dest, outcome) => {
    for (const path of ["/jobs", "/api/jobs", "/api/live?list=1", "/login"])
      expect(await ask(path, { headers: fetched(site, mode, dest) })).toBe(outcome);
  });

  test("a change without an Origin is refused when the browser says that another site asks", async () => {
    const headers = fetched("cross-site", "navigate", "document");
    expect(await ask("/api/session", { method: "POST", headers })).toBe("forbidden");
  });
});

test.each(["http://gantry.internal:3000/api/jobs", "*", ""])(
  "an address that is no path (%j) is refused",
  async (url) => {
    expect(await ask(url)).toBe("bad_request");
  },
);
