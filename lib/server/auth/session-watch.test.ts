import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestUsers, type TestUsers } from "./open-test-users.ts";
import { createSessionWatch, type SessionWatch } from "./session-watch.ts";
import { totalMs } from "./session.ts";

let users: TestUsers;
let watch: SessionWatch;
let ended: string[];
let clock: number;

beforeEach(async () => {
  users = await openTestUsers();
  [ended, clock] = [[], Date.now()];
  watch = createSessionWatch({
    users: users.store.users,
    closed: users.store.sessions,
    onError: () => undefined,
    now: () => clock,
  });
});

afterEach(() => users.close());

async function open(name: string, id = `session of ${name}`) {
  const user = (await users.store.users.find(name)) ?? (await users.addUser(name));
  const { role, version } = user;
  const leave = watch.add({ id, name, role, version, signedInAt: clock }, () => ended.push(id));
  return { id, leave };
}

test.each([
  ["another password", () => users.store.users.setPassword("ada", "scrypt$…")],
  ["disabled", () => users.store.users.setDisabled("ada", 1)],
  ["signed out", () => users.store.sessions.close("session of ada", 1)],
  ["seven days old", async () => (clock += totalMs)],
])("what is open under a session ends with it: %s", async (_why, change) => {
  const { id } = await open("ada");
  await open("ada", id);
  await watch.check();
  expect(ended).toEqual([]);
  await change();
  await watch.check();
  expect(ended).toEqual([id, id]);
  await watch.check();
  expect(ended).toHaveLength(2);
  expect(watch.countSeats(id)).toBe(0);
});

test("other people's sessions go on, and what left before is not told", async () => {
  await open("bob");
  const { leave } = await open("ada");
  const second = await open("ada", "another of ada");
  leave();
  await users.store.users.setDisabled("ada", 1);
  await watch.check();
  expect(ended).toEqual([second.id]);
  expect(watch.countSeats("session of bob")).toBe(1);
});

test("a change made by another process is noticed within two seconds", async () => {
  await open("ada");
  await users.store.users.setDisabled("ada", 1);
  await expect.poll(() => ended, { timeout: 2_000 }).toHaveLength(1);
});
