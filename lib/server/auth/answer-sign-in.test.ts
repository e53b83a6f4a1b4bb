import { afterEach, beforeEach, expect, test } from "vitest";
import { route } from "../http/route.ts";
import { answerSignIn } from "./answer-sign-in.ts";
import { buildRequest, openTestUsers, password, type TestUsers } from "./open-test-users.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";

const url = "http://localhost/api/session";
let users: TestUsers;
let door: SignIn;

beforeEach(async () => {
  users = await openTestUsers();
  door = createSignIn({
    users: users.store.users,
    audit: users.store.audit,
    sessions: users.sessions,
  });
  await users.addUser("Ada", "operator");
});

afterEach(() => users.close());

const post = async (init: RequestInit) =>
  route((request) => answerSignIn(request, door, Date.now()))(
    new Request(url, { method: "POST", ...init }),
    undefined,
  );
const postJson = (body: unknown, headers = {}) =>
  post({
    body: JSON.stringify(body),
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  });
const postForm = (fields: Record<string, string>) => post({ body: new URLSearchParams(fields) });

test("name and password open a session, the name in any letter case", async () => {
  const response = await postJson({ name: "ADA", password });
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({ data: { name: "Ada", role: "operator" } });
  const request = buildRequest(response.headers.get("set-cookie"));
  expect(await users.sessions.find(request, Date.now())).toMatchObject({ name: "Ada" });
});

test("a wrong password, an unknown name and a disabled user get the same answer", async () => {
  await users.addUser("bob");
  await users.store.users.setDisabled("bob", 1);
  const answers = [];
  for (const [name, given] of [
    ["ada", "wrong horse"],
    ["nobody", password],
    ["bob", password],
  ]) {
    const response = await postJson({ name, password: given });
    expect(response.headers.get("set-cookie")).toBeNull();
    answers.push({ ...(await response.json()), requestId: "" });
  }
  expect(answers[0]).toMatchObject({
    status: 401,
    code: "unauthorized",
    detail: "Name or password is wrong.",
  });
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test("the sixth wrong attempt is told to wait, and so is the right one after it", async () => {
  for (let n = 0; n < 5; n += 1)
    expect((await postJson({ name: "ada", password: `wrong horse ${n}` })).status).toBe(401);
  const response = await postJson({ name: "ada", password });
  expect(response.status).toBe(429);
  expect(await response.json()).toMatchObject({
    code: "rate_limited",
    retryAfterMs: expect.closeTo(30_000, -4),
  });
  const form = await postForm({ name: "ada", password, next: "/jobs" });
  expect(form.headers.get("location")).toMatch(/^\/login\?error=1&wait=\d\d&next=%2Fjobs$/);
});

test("failures at one address hold back that address alone", async () => {
  const from = (address: string) => ({ "x-forwarded-for": address });
  for (let n = 0; n < 5; n += 1)
    await postJson({ name: `guess-${n}`, password }, from("192.0.2.1"));
  expect((await postJson({ name: "other", password }, from("192.0.2.1"))).status).toBe(429);
  expect((await postJson({ name: "other", password }, from("192.0.2.2"))).status).toBe(401);
});

const patience = { timeout: 60_000 };

test(
  "a crowd at one address is turned away beyond eight, while others wait their turn and get in",
  patience,
  async () => {
    const attempts = Array.from({ length: 12 }, (_, n) =>
      postJson({ name: `guess-${n}`, password }),
    );
    const other = postJson({ name: "ada", password }, { "x-forwarded-for": "192.0.2.1" });
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(8);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
    expect((await other).status).toBe(200);
  },
);

test(
  "a form that comes while too many wait is told so, not that it was tried too often",
  patience,
  async () => {
    const forms = Array.from({ length: 9 }, (_, n) => postForm({ name: `guess-${n}`, password }));
    const locations = (await Promise.all(forms)).map(({ headers }) => headers.get("location"));
    expect(locations.filter((each) => each !== "/login?error=1")).toEqual(["/login?error=crowd"]);
  },
);

test("a name that others fail under can still sign in where it has signed in before", async () => {
  const at = (address: string) => ({ "x-forwarded-for": address });
  expect((await postJson({ name: "ada", password }, at("192.0.2.1"))).status).toBe(200);
  for (let n = 0; n < 5; n += 1)
    await postJson({ name: "ada", password: "wrong horse" }, at(`198.51.100.${n}`));
  expect((await postJson({ name: "ada", password }, at("198.51.100.99"))).status).toBe(429);
  expect((await postJson({ name: "ada", password }, at("192.0.2.1"))).status).toBe(200);
  const slowed = await users.store.audit.list({ limit: 9, action: "sign_in_slowed" });
  expect(slowed).toMatchObject([{ actor: null, address: "198.51.100.99" }]);
});

test("a form is led on to its page, signed in", async () => {
  const response = await postForm({ name: "ada", password, next: "/jobs?status=failed" });
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe("/jobs?status=failed");
  const request = buildRequest(response.headers.get("set-cookie"));
  expect(await users.sessions.find(request, Date.now())).not.toBeNull();
});

test("a form cannot be made to lead to another site", async () => {
  for (const next of [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "/.//evil.example",
  ])
    for (const given of [password, "wrong horse"]) {
      const { headers } = await postForm({ name: "ada", password: given, next });
      expect(headers.get("location")).toMatch(/^\/(login\?error=1)?$/);
    }
});

test("a form with an error is led back, and keeps its page", async () => {
  for (const fields of [{ name: "ada", password: "wrong horse" }, { name: "", password: "" }, {}]) {
    const response = await postForm({ ...fields, next: "/jobs" });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/login?error=1&next=%2Fjobs");
    expect(response.headers.get("set-cookie")).toBeNull();
  }
});

test.each([
  ["no body", {}],
  ["text", { body: `{"name":"ada","password":"${password}"}` }],
  ["broken JSON", { body: "{", headers: { "content-type": "application/json" } }],
  ["a list", { body: "[]", headers: { "content-type": "application/json" } }],
  ["no password", { body: `{"name":"ada"}`, headers: { "content-type": "application/json" } }],
  [
    "more than 4 kB",
    {
      body: JSON.stringify({ name: "ada", password, padding: "x".repeat(4_096) }),
      headers: { "content-type": "application/json" },
    },
  ],
])("%s is malformed", async (_what, init: RequestInit) => {
  const response = await post(init);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: "bad_request" });
});

test("each attempt is recorded, without the name nobody has and without any password", async () => {
  const from = { "x-forwarded-for": "192.0.2.7" };
  await postJson({ name: "ada", password }, from);
  await postJson({ name: "ada", password: "wrong horse" }, from);
  await postJson({ name: "my-secret-password", password: "wrong horse" }, from);
  const entries = await users.store.audit.list({ limit: 9 });
  expect(
    entries.map(({ action, actor, address, detail }) => [action, actor, address, detail]),
  ).toEqual([
    ["sign_in_failed", null, "192.0.2.7", "no such user"],
    ["sign_in_failed", "Ada", "192.0.2.7", "wrong password"],
    ["sign_in", "Ada", "192.0.2.7", null],
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/horse|secret/);
});
