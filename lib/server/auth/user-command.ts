import "server-only";
import { userInfo } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import nextEnv from "@next/env";
import { defaultDatabaseUrl, parseSettings, sandboxDatabaseUrl } from "../env.ts";
import type { AuditAction } from "#lib/domain/audit.ts";
import { openStore, type Store } from "../store/open-store.ts";
import type { AuditStore } from "../store/audit-queries.ts";
import { userRoles, type User, type UserStore } from "../store/user-queries.ts";
import { userName } from "./credentials.ts";
import { hashPassword } from "./password.ts";
import { readNewPassword } from "./read-new-password.ts";

const usage =
  "Usage: npm run user -- add NAME --role viewer|operator, passwd NAME, disable NAME, enable NAME, or list";

/** `npm run user`: makes and changes the people who may sign in. */
async function run(args: string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args,
    options: { role: { type: "string" } },
    allowPositionals: true,
  });
  const [command = "", name, ...rest] = positionals;
  const change = changes.get(command);
  if (rest.length > 0 || (command === "list" ? name !== undefined : !change || name === undefined))
    throw new Error(usage);
  const root = path.resolve(import.meta.dirname, "../../..");
  nextEnv.loadEnvConfig(root, false, { info: () => undefined, error: console.error });
  const store = await openStore(toDatabaseUrl());
  try {
    return change && name !== undefined
      ? await change(store, name, values.role)
      : await listUsers(store.users);
  } finally {
    await store.close();
  }
}

/** The sandbox's database is made anew with each start, and nobody signs in there. */
function toDatabaseUrl(): string {
  const { DATABASE_URL } = parseSettings(process.env);
  return DATABASE_URL === sandboxDatabaseUrl ? defaultDatabaseUrl : DATABASE_URL;
}

const changes = new Map<
  string,
  (store: Store, name: string, role: string | undefined) => Promise<string>
>([
  ["add", addUser],
  [
    "passwd",
    async ({ users, audit }, name) => {
      const user = await getUser(users, name);
      if (user.oidcSubject !== null) throw new Error(`${user.name} signs in with the provider.`);
      await users.setPassword(name, await hashPassword(await readNewPassword()));
      await record(audit, "user_password", user.name);
      return `${name} has another password, and is signed out everywhere.`;
    },
  ],
  [
    "disable",
    async ({ users, audit }, name) => {
      const user = await getUser(users, name);
      await users.setDisabled(name, Date.now());
      await record(audit, "user_disabled", user.name);
      return `${name} can no longer sign in, and is signed out everywhere.`;
    },
  ],
  [
    "enable",
    async ({ users, audit }, name) => {
      const user = await getUser(users, name);
      await users.setDisabled(name, null);
      await record(audit, "user_enabled", user.name);
      return `${name} can sign in again.`;
    },
  ],
]);

async function addUser({ users, audit }: Store, name: string, asked: string | undefined) {
  const role = userRoles.find((each) => each === asked);
  if (role === undefined) throw new Error("--role should be viewer or operator.");
  const { error } = userName.safeParse(name);
  if (error) throw new Error(`The name ${error.issues[0]?.message}.`);
  const taken = `There is a user called ${name} already.`;
  if (await users.find(name)) throw new Error(taken);
  const passwordHash = await hashPassword(await readNewPassword());
  if (!(await users.add({ name, role, passwordHash, createdAt: Date.now() })))
    throw new Error(taken);
  await record(audit, "user_added", name, role);
  return `${name} can sign in as ${role}.`;
}

async function listUsers(users: UserStore): Promise<string> {
  const lines = (await users.list()).map(({ name, role, createdAt, disabledAt }) =>
    [
      name,
      role,
      `since ${toDay(createdAt)}`,
      disabledAt !== null && `disabled ${toDay(disabledAt)}`,
    ]
      .filter((part) => part !== false)
      .join("\t"),
  );
  return lines.length === 0 ? "There is no user yet." : lines.join("\n");
}

async function getUser(users: UserStore, name: string): Promise<User> {
  const user = await users.find(name);
  if (!user) throw new Error(`There is no user called ${name}.`);
  return user;
}

/** Who runs a command is known to the machine alone. */
async function record(
  audit: AuditStore,
  action: AuditAction,
  subject: string,
  detail: string | null = null,
): Promise<void> {
  const actor = `${userInfo().username} (command line)`;
  await audit.record({ at: Date.now(), actor, address: null, action, subject, detail });
}

const toDay = (at: number) => new Date(at).toISOString().slice(0, 10);

try {
  console.log(await run(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message.split("\n", 1).join("") : error);
  process.exitCode = 1;
}
