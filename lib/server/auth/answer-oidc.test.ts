import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ProblemError } from "#lib/domain/problem.ts";
import { parseSettings } from "../env.ts";
import { log } from "../log.ts";
import { finishOidc, startOidc } from "./answer-oidc.ts";
import { createOidc, type Oidc } from "./oidc.ts";
import { buildRequest, openTestUsers, secret, type TestUsers } from "./open-test-users.ts";
import { sessionCookieName } from "./session.ts";

const url = "http://gantry.example.com/api/session/oidc";
const settings = parseSettings({
  BEDROCK_API_KEY: "sk_abcdefghijkl",
  PUBLIC_URL: "http://gantry.example.com",
  // Nobody listens there.
  OIDC_ISSUER: "http://127.0.0.1:9",
  OIDC_CLIENT_ID: "gantry",
});
let users: TestUsers;
beforeEach(async () => {
  users = await openTestUsers();
});
afterEach(() => users.close());

const realOidc = createOidc(settings, secret);
const buildDoor = (oidc: Oidc | undefined = realOidc) => {
  if (!oidc) throw new Error("no provider is set up");
  return { oidc, sessions: users.sessions, store: users.store, settings };
};
const listAudit = () => users.store.audit.list({ limit: 1_000 });

test("who has lost every role at the provider is signed out, wherever they are in", async () => {
  let roles = ["operator"];
  const claims = () => ({ iss: "i", sub: "s", preferred_username: "ada", roles });
  const start = () => Promise.reject(new Error("nobody starts here"));
  const door = buildDoor({ start, finish: async () => ({ claims: claims(), next: "/jobs" }) });
  const call = (request: Request) => finishOidc(request, door, Date.now());
  const findSession = (answer: Response) =>
    answer.headers.getSetCookie().find((each) => each.startsWith(sessionCookieName)) ?? null;

  const [here, there] = [await call(new Request(url)), await call(new Request(url))].map(
    findSession,
  );
  roles = [];
  const refused = await call(buildRequest(here ?? null));
  expect(refused.headers.get("location")).toBe("/login?error=role&next=%2Fjobs");
  expect(findSession(refused)).toMatch(/=; Max-Age=0/);
  for (const session of [here, there])
    expect(await users.sessions.find(buildRequest(session ?? null), Date.now())).toBeNull();

  roles = ["viewer"];
  const again = findSession(await call(new Request(url)));
  expect(await users.sessions.find(buildRequest(again), Date.now())).toMatchObject({
    name: "ada",
    role: "viewer",
  });
});

test("where the provider is away people are led back to the page to sign in, and the log says why", async () => {
  const warn = vi.spyOn(log, "warn");
  const answer = await startOidc(new Request(`${url}?next=/jobs`), buildDoor());
  expect([answer.status, answer.headers.get("location")]).toEqual([
    303,
    "/login?error=provider&next=%2Fjobs",
  ]);
  expect(warn.mock.lastCall?.[0]).toMatchObject({ cause: expect.stringContaining("caused by") });
  warn.mockRestore();
});

test("answers that nobody here asked for sign nobody in and write nothing down", async () => {
  for (const cookie of ["", "gantry-oidc=forged"]) {
    const request = new Request(`${url}/callback?code=x&state=y`, { headers: { cookie } });
    const answer = await finishOidc(request, buildDoor(), Date.now());
    expect(answer.headers.get("location")).toBe("/login?error=provider");
  }
  expect(await listAudit()).toEqual([]);
});

test("an answer that the provider does not stand by is recorded", async () => {
  const refuse = () => Promise.reject(new ProblemError("unauthorized", "Not confirmed."));
  await finishOidc(new Request(url), buildDoor({ start: refuse, finish: refuse }), Date.now());
  expect(await listAudit()).toMatchObject([{ action: "sign_in_failed", detail: "Not confirmed." }]);
});
