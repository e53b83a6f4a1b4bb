import { sealData } from "iron-session";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildRequest, openTestUsers, secret, type TestUsers } from "./open-test-users.ts";
import { createSessions, sessionCookieName } from "./session.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const now = Date.now();
let users: TestUsers;

beforeEach(async () => {
  users = await openTestUsers();
});

afterEach(() => users.close());

const seal = (data: unknown) => sealData(data, { password: secret, ttl: 600 });
const find = (setCookie: string | null, at = now) =>
  users.sessions.find(buildRequest(setCookie), at);
const http = { headers: new Headers() };
const https = { headers: new Headers({ "x-forwarded-proto": "https" }) };

test("a cookie tells who signed in, and no script nor other site can use it", async () => {
  const setCookie = await users.sessions.open(await users.addUser("Ada", "operator"), http, now);
  expect(await find(setCookie)).toEqual({
    id: expect.stringMatching(/^[\w-]{24}$/),
    version: expect.any(String),
    name: "Ada",
    role: "operator",
    signedInAt: now,
    setCookie: null,
  });
  const [, ...attributes] = setCookie.split("; ");
  expect(attributes.toSorted()).toEqual(["HttpOnly", "Max-Age=43140", "Path=/", "SameSite=Lax"]);
  expect(setCookie).not.toMatch(/ada|operator/i);
});

test("the cookie is for HTTPS alone where people come by HTTPS, and for this host alone", async () => {
  const ada = await users.addUser("ada");
  const setCookie = await users.sessions.open(ada, https, now);
  expect(setCookie).toMatch(/^__Host-gantry-session=/);
  expect(setCookie.split("; ")).toContain("Secure");
  const cookie = setCookie.split(";", 1).join();
  const byHttps = new Headers({ cookie, "x-forwarded-proto": "https" });
  expect(await users.sessions.find({ headers: byHttps }, now)).toMatchObject({ name: "ada" });
  const planted = (await users.sessions.open(ada, http, now)).split(";", 1).join();
  byHttps.set("cookie", planted);
  expect(await users.sessions.find({ headers: byHttps }, now)).toBeNull();
});

test("a cookie changed anywhere is refused", async () => {
  const setCookie = await users.sessions.open(await users.addUser("ada"), http, now);
  const [whole = ""] = setCookie.split(";", 1);
  const start = whole.indexOf("=") + 1;
  const sealEnd = whole.lastIndexOf("~");
  for (let at = start; at < sealEnd; at += 7) {
    const other = whole[at] === "A" ? "B" : "A";
    const changed = `${whole.slice(0, at)}${other}${whole.slice(at + 1)}`;
    expect(await find(changed), `changed at ${at}`).toBeNull();
  }
  for (const cut of [whole.slice(0, start), whole.slice(0, -20), `${sessionCookieName}=x`])
    expect(await find(cut)).toBeNull();
  expect(await find(whole)).not.toBeNull();
});

test("a cookie under another secret or with other contents is refused", async () => {
  const ada = await users.addUser("ada", "operator");
  const options = { users: users.store.users, closed: users.store.sessions };
  const others = createSessions({ ...options, secret: `${secret}!` });
  expect(await find(await others.open(ada, http, now))).toBeNull();
  const contents = { id: "x".repeat(24), name: "ada", version: ada.version, signedInAt: now };
  expect(await find(`${sessionCookieName}=${await seal(contents)}`)).toBeNull();
  expect(
    await find(`${sessionCookieName}=${await seal({ ...contents, renewedAt: now })}`),
  ).not.toBeNull();
});

test("no cookie is nobody", async () => {
  expect(await find(null)).toBeNull();
});

test("another password signs out what was signed in before", async () => {
  const before = await users.sessions.open(await users.addUser("ada"), http, now);
  await users.store.users.setPassword("ada", "scrypt$…");
  expect(await find(before)).toBeNull();
  const ada = await users.store.users.find("ada");
  expect(ada && (await find(await users.sessions.open(ada, http, now)))).not.toBeNull();
});

test("a disabled user is out at once, and old cookies stay void when let in again", async () => {
  const setCookie = await users.sessions.open(await users.addUser("ada"), http, now);
  await users.store.users.setDisabled("ada", now);
  expect(await find(setCookie)).toBeNull();
  const ada = await users.store.users.find("ada");
  expect(ada && (await find(await users.sessions.open(ada, http, now)))).toBeNull();
  await users.store.users.setDisabled("ada", null);
  expect(await find(setCookie)).toBeNull();
});

test("a cookie from another database is refused, even for the same name", async () => {
  const elsewhere = await openTestUsers();
  const setCookie = await elsewhere.sessions.open(await elsewhere.addUser("ada"), http, now);
  expect(await find(setCookie)).toBeNull();
  await users.addUser("ada");
  expect(await find(setCookie)).toBeNull();
  await elsewhere.close();
});

test("twelve idle hours end it", async () => {
  const setCookie = await users.sessions.open(await users.addUser("ada"), http, now);
  expect(await find(setCookie, now + 12 * hourMs - 1)).not.toBeNull();
  expect(await find(setCookie, now + 12 * hourMs)).toBeNull();
});

test("in use it is renewed every ten minutes, and ends after seven days all the same", async () => {
  let setCookie = await users.sessions.open(await users.addUser("ada"), http, now);
  expect(await find(setCookie, now + 10 * minuteMs - 1)).toMatchObject({ setCookie: null });
  const days = 7 * 24;
  for (let hours = 11; hours < days; hours += 11) {
    const session = await find(setCookie, now + hours * hourMs);
    expect(session).toMatchObject({ name: "ada", signedInAt: now });
    setCookie = session?.setCookie ?? "";
    expect(setCookie).not.toBe("");
  }
  expect(await find(setCookie, now + days * hourMs - 1)).not.toBeNull();
  expect(await find(setCookie, now + days * hourMs)).toBeNull();
});

test("signing out empties the cookie, and makes every copy of it void", async () => {
  const ada = await users.addUser("ada");
  const setCookie = await users.sessions.open(ada, http, now);
  const other = await users.sessions.open(ada, http, now);
  const renewed = await find(setCookie, now + 11 * minuteMs);
  const [pair, ...attributes] = (
    await users.sessions.close(buildRequest(setCookie), now + 12 * minuteMs)
  ).split("; ");
  expect(pair).toBe(`${sessionCookieName}=`);
  expect(attributes).toEqual(expect.arrayContaining(["Max-Age=0", "Path=/"]));
  expect(await find(setCookie, now + 13 * minuteMs)).toBeNull();
  expect(await find(renewed?.setCookie ?? null, now + 13 * minuteMs)).toBeNull();
  expect(await find(other, now + 13 * minuteMs)).not.toBeNull();
});

test("signing in makes a new session, whatever cookie was brought along", async () => {
  const ada = await users.addUser("ada");
  const first = await users.sessions.open(ada, http, now);
  const second = await users.sessions.open(ada, buildRequest(first), now);
  expect((await find(second))?.id).not.toBe((await find(first))?.id);
});

test("a role taken away is gone with the next request", async () => {
  const setCookie = await users.sessions.open(await users.addUser("ada", "operator"), http, now);
  await users.store.users.setRole("ada", "viewer");
  expect(await find(setCookie)).toMatchObject({ role: "viewer" });
});
