import { afterEach, beforeEach, expect, test } from "vitest";
import { keepOidcUser, toRole } from "./oidc-user.ts";
import { openTestUsers, type TestUsers } from "./open-test-users.ts";

let users: TestUsers;
beforeEach(async () => {
  users = await openTestUsers();
});
afterEach(() => users.close());

const ada = {
  iss: "https://id.example",
  sub: "1",
  preferred_username: "ada",
  email: "a@x.example",
};

test.each([
  ["roles", { roles: ["staff", "operator"] }, "operator"],
  ["roles", { roles: "viewer" }, "viewer"],
  ["realm_access.roles", { realm_access: { roles: ["operator"] } }, "operator"],
  [
    "https://gantry.example.com/roles",
    { "https://gantry.example.com/roles": ["viewer"] },
    "viewer",
  ],
  ["a.b", { "a.b": ["viewer"], a: { b: ["operator"] } }, "viewer"],
  ["roles", { roles: ["somebody else's"] }, null],
  ["constructor.name", {}, null],
])("the claim %s gives the role", (OIDC_ROLE_CLAIM, said, role) => {
  const settings = { OIDC_ROLE_CLAIM, OIDC_OPERATORS: "operator", OIDC_VIEWERS: "viewer" };
  expect(toRole({ ...ada, ...said }, settings)).toBe(role);
});

test("somebody who signs in for the first time twice at once is one user", async () => {
  const keep = () => keepOidcUser(users.store.users, ada, "viewer", 1);
  const [first, second] = await Promise.all([keep(), keep()]);
  expect(second).toEqual(first);
  expect(await users.store.users.list()).toEqual([first]);
});

test("somebody with the name of a user gets another", async () => {
  await users.addUser("ada");
  const { name } = await keepOidcUser(users.store.users, ada, "viewer", 1);
  expect(name).toBe("a@x.example");
  expect(await users.store.users.list()).toHaveLength(2);
});
