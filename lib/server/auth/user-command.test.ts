import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../store/open-store.ts";
import type { User } from "../store/user-queries.ts";
import { bootstrapUser } from "./bootstrap-user.ts";
import { isPasswordRight } from "./password.ts";

const command = path.join(import.meta.dirname, "user-command.ts");
let folder: string;
let databaseUrl: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gantry-command-"));
  databaseUrl = `file:${path.join(folder, "gantry.db")}`;
});

afterEach(() => rm(folder, { recursive: true }));

async function run(
  args: string,
  input = "",
): Promise<{ code: number; out: string; error: string }> {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", command, ...args.split(" ").filter(Boolean)],
    { env: { ...process.env, DATABASE_URL: databaseUrl } },
  );
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const exited = new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? -1)));
  const [out, error, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { code, out, error };
}

async function findUser(name: string): Promise<User | undefined> {
  const store = await openStore(databaseUrl);
  try {
    return await store.users.find(name);
  } finally {
    await store.close();
  }
}

async function listRecord() {
  const store = await openStore(databaseUrl);
  try {
    const entries = await store.audit.list({ limit: 9 });
    return entries.toReversed().map(({ action, subject, detail }) => [action, subject, detail]);
  } finally {
    await store.close();
  }
}

test("a user is added with the password from standard input, changed, disabled and let in again, and each is recorded", async () => {
  const added = await run("add ada --role operator", "correct horse\n");
  expect(added).toEqual({ code: 0, out: "ada can sign in as operator.\n", error: "" });
  const ada = await findUser("ada");
  expect(ada).toMatchObject({ role: "operator", disabledAt: null });
  expect(await isPasswordRight("correct horse", ada?.passwordHash)).toBe(true);

  expect(await run("passwd ada", "battery staple")).toMatchObject({ code: 0 });
  const changed = await findUser("ada");
  expect(await isPasswordRight("battery staple", changed?.passwordHash)).toBe(true);
  expect(changed?.version).not.toBe(ada?.version);

  expect(await run("disable ADA")).toMatchObject({ code: 0 });
  expect((await findUser("ada"))?.disabledAt).toBeGreaterThan(0);
  expect((await run("list")).out).toMatch(/^ada\toperator\tsince \d{4}-\d\d-\d\d\tdisabled \d{4}/);
  expect(await run("enable ada")).toMatchObject({ code: 0 });
  expect((await findUser("ada"))?.disabledAt).toBeNull();
  expect(await listRecord()).toEqual([
    ["user_added", "ada", "operator"],
    ["user_password", "ada", null],
    ["user_disabled", "ada", null],
    ["user_enabled", "ada", null],
  ]);
});

test("a mistake is one line on standard error, exit code 1, and changes nothing", async () => {
  await run("add ada --role viewer", "correct horse");
  const mistakes: [string, string, RegExp][] = [
    ["add bob carl --role viewer", "", /^Usage: /],
    ["add bob", "correct horse", /--role should be viewer or operator/],
    ["add bob --roll viewer", "correct horse", /--roll/],
    ["add b:ob --role viewer", "correct horse", /name should be 1 to 64 characters/],
    ["add bob --role viewer", "short\n", /at least 8 characters/],
    ["add ADA --role operator", "correct horse", /already/],
    ["passwd bob", "correct horse", /no user called bob/],
  ];
  for (const [args, input, message] of mistakes) {
    const { code, out, error } = await run(args, input);
    expect({ args, code, out }).toEqual({ args, code: 1, out: "" });
    expect(error).toMatch(message);
    expect(error).toMatch(/^[^\n]+\n$/);
  }
  expect(await findUser("bob")).toBeUndefined();
  expect(await findUser("ada")).toMatchObject({ role: "viewer" });
}, 60_000);

test("the first start makes the user it is told of, and later ones leave users alone", async () => {
  const store = await openStore(databaseUrl);
  await bootstrapUser(store, { BOOTSTRAP_USER: undefined });
  expect(await store.users.list()).toEqual([]);
  await bootstrapUser(store, { BOOTSTRAP_USER: "ada:correct:horse" });
  const ada = await store.users.find("ada");
  expect(ada).toMatchObject({ name: "ada", role: "operator" });
  expect(await isPasswordRight("correct:horse", ada?.passwordHash)).toBe(true);
  await bootstrapUser(store, { BOOTSTRAP_USER: "ada:another horse" });
  await bootstrapUser(store, { BOOTSTRAP_USER: "bob:another horse" });
  expect(await store.users.list()).toEqual([ada]);
  await store.close();
});

test("a first user whose name nobody could type stops the start", async () => {
  const store = await openStore(databaseUrl);
  const start = bootstrapUser(store, { BOOTSTRAP_USER: `${"a".repeat(65)}:correct horse` });
  await expect(start).rejects.toThrow(
    "BOOTSTRAP_USER should be name:password; the name should be 1 to 64 characters",
  );
  const taken = bootstrapUser(store, { BOOTSTRAP_USER: "sandbox:correct horse" });
  await expect(taken).rejects.toThrow("the name is taken by the sandbox");
  await store.close();
});
