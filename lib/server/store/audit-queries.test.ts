import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./create-test-database.ts";
import { openStore, type Store } from "./open-store.ts";

let database: TestDatabase;
let store: Store;

beforeEach(async () => {
  database = await createTestDatabase();
  store = await openStore(database.url);
});

afterEach(async () => {
  await store.close();
  await database.remove();
});

const entry = {
  at: 1_000,
  actor: "ada",
  address: "192.0.2.1",
  action: "job_canceled",
  subject: "bedrock:job_1",
  detail: null,
} as const;

test("what was recorded is listed newest first, page after page", async () => {
  for (let n = 0; n < 25; n += 1) await store.audit.record({ ...entry, at: 1_000 + (n >> 1) });
  const first = await store.audit.list({ limit: 10 });
  const second = await store.audit.list({ limit: 100, before: first.at(-1)?.id ?? "" });
  const all = [...first, ...second];
  expect(all).toHaveLength(25);
  expect(new Set(all.map(({ id }) => id)).size).toBe(25);
  expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted((a, b) => b - a));
  expect(all[0]).toEqual({ ...entry, at: 1_012, id: expect.any(String) });
});

test("a filter narrows by action and by actor", async () => {
  await store.audit.record(entry);
  await store.audit.record({ ...entry, actor: "bob", action: "exported" });
  expect(await store.audit.list({ limit: 9, actor: "bob" })).toMatchObject([{ actor: "bob" }]);
  expect(await store.audit.list({ limit: 9, action: "job_canceled" })).toMatchObject([
    { actor: "ada" },
  ]);
});

test("long and hostile text is cut and made visible", async () => {
  await store.audit.record({
    ...entry,
    actor: "a\u202Eda\u001B[31m\n",
    subject: "x".repeat(5_000),
    detail: "\uD800",
  });
  const [kept] = await store.audit.list({ limit: 1 });
  expect(kept?.actor).toBe("a\uFFFDda\uFFFD[31m\uFFFD");
  expect(kept?.subject).toHaveLength(200);
  expect(kept?.detail).toBe("\uFFFD");
});

test("a flood from people unknown keeps 20,000 of its entries at most, and none of the others go", async () => {
  await store.audit.record(entry);
  for (let n = 0; n < 20_999; n += 1)
    await store.audit.record({ ...entry, at: 2_000 + n, actor: null, action: "sign_in_failed" });
  const kept = await store.audit.list({ limit: 100_000 });
  expect(kept).toHaveLength(20_001);
  expect(kept.at(-1)).toMatchObject({ action: "job_canceled" });
}, 60_000);
