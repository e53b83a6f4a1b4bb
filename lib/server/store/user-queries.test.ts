import { afterEach, beforeEach, expect, test } from "vitest";
import { Kysely, sql } from "kysely";
import { parseDatabaseUrl } from "./connection/database-url.ts";
import { createTestDatabase, type TestDatabase } from "./create-test-database.ts";
import { makeSubjectsUnique } from "./migrations/0019-one-user-a-subject.ts";
import { openStore, type Store } from "./open-store.ts";

let database: TestDatabase;
let store: Store;
const open = () => openStore(database.url);
const ada = { name: "Ada", role: "operator", passwordHash: "hash", createdAt: 5 } as const;

beforeEach(async () => {
  database = await createTestDatabase();
  store = await open();
});

afterEach(async () => {
  await store.close();
  await database.remove();
});

test("a user comes back as added, in any letter case, also after the store was closed", async () => {
  expect(await store.users.add(ada)).toBe(true);
  await store.close();
  store = await open();
  for (const name of ["Ada", "ada", "ADA"])
    expect(await store.users.find(name)).toEqual({
      ...ada,
      version: expect.stringMatching(/./),
      oidcSubject: null,
      disabledAt: null,
    });
  expect(await store.users.find("adam")).toBeUndefined();
});

test("a name that is taken stays as it is, whatever the letter case", async () => {
  await store.users.add({ ...ada, name: "Zoë" });
  expect(await store.users.add({ ...ada, name: "ZOË", role: "viewer" })).toBe(false);
  expect(await store.users.list()).toMatchObject([{ name: "Zoë", role: "operator" }]);
});

test("users are listed by name", async () => {
  for (const name of ["bob", "Ada", "carl"]) await store.users.add({ ...ada, name });
  expect((await store.users.list()).map(({ name }) => name)).toEqual(["Ada", "bob", "carl"]);
});

test("each change of password or access makes another version", async () => {
  await store.users.add(ada);
  const versions = new Set([(await store.users.find("ada"))?.version]);
  expect(await store.users.setPassword("ADA", "other")).toBe(true);
  versions.add((await store.users.find("ada"))?.version);
  expect(await store.users.setDisabled("ada", 77)).toBe(true);
  expect(await store.users.find("ada")).toMatchObject({ passwordHash: "other", disabledAt: 77 });
  versions.add((await store.users.find("ada"))?.version);
  expect(await store.users.setDisabled("ada", null)).toBe(true);
  expect(await store.users.find("ada")).toMatchObject({ disabledAt: null });
  versions.add((await store.users.find("ada"))?.version);
  expect(await store.users.endSessions("Ada")).toBe(true);
  versions.add((await store.users.find("ada"))?.version);
  expect(versions.size).toBe(5);
});

test("a subject at the provider is one user's, however many are added at once", async () => {
  const added = await Promise.all(
    ["ada", "bob", "carl"].map((name) => store.users.add({ ...ada, name, oidcSubject: "i s" })),
  );
  expect(added.filter(Boolean)).toHaveLength(1);
  const [user, ...others] = await store.users.list();
  expect(others).toEqual([]);
  expect(await store.users.findBySubject("i s")).toEqual(user);
});

test("of users that an earlier version made twice for one subject the oldest keeps it", async () => {
  const opened = parseDatabaseUrl(database.url).open(() => undefined);
  const db = new Kysely<unknown>({ dialect: opened.dialect });
  await sql`drop index users_oidc_subject`.execute(db);
  for (const [name, createdAt, oidcSubject] of [
    ...[["late", 9, "i s"] as const, ["old", 5, "i s"] as const, ["other", 9, "i t"] as const],
    ...[["same", 5, "i s"] as const, ["plain", 1, undefined] as const],
  ])
    await store.users.add({ ...ada, name, createdAt, ...(oidcSubject && { oidcSubject }) });
  const before = await store.users.listVersions();
  await makeSubjectsUnique(db);
  await db.destroy();
  const users = await store.users.list();
  expect(users.map(({ name, oidcSubject }) => [name, oidcSubject])).toEqual([
    ...[
      ["late", null],
      ["old", "i s"],
      ["other", "i t"],
    ],
    ...[
      ["plain", null],
      ["same", null],
    ],
  ]);
  const after = users.filter(({ name, version }) => version === before.get(name));
  expect(after.map(({ name }) => name)).toEqual(["old", "other", "plain"]);
});

test("nothing changes for a user who does not exist", async () => {
  expect(await store.users.setPassword("ada", "x")).toBe(false);
  expect(await store.users.setDisabled("ada", 1)).toBe(false);
  expect(await store.users.list()).toEqual([]);
});
