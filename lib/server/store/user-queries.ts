import "server-only";
import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { Schema } from "./schema.ts";

export const userRoles = ["viewer", "operator"] as const;
export type UserRole = (typeof userRoles)[number];

export type User = {
  name: string;
  role: UserRole;
  /** Null for somebody who signs in with a provider alone. */
  passwordHash: string | null;
  /** Issuer and subject at the provider; null for a user with a password. */
  oidcSubject: string | null;
  /** Another one after each change of password or access: what was sealed under the last one is void. */
  version: string;
  disabledAt: number | null;
  createdAt: number;
};

type NewUser = Pick<User, "name" | "role" | "passwordHash" | "createdAt"> & {
  oidcSubject?: string;
};

/** The people who may sign in. A name is the same in any letter case. */
export type UserStore = {
  find(name: string): Promise<User | undefined>;
  findBySubject(oidcSubject: string): Promise<User | undefined>;
  list(): Promise<User[]>;
  /** Of each user who may sign in, by name. */
  listVersions(): Promise<ReadonlyMap<string, string>>;
  /** False when the name is taken, or the subject. */
  add(user: NewUser): Promise<boolean>;
  /** Holds from the next request on; sessions stay. */
  setRole(name: string, role: UserRole): Promise<boolean>;
  /** False when there is no such user. */
  setPassword(name: string, passwordHash: string): Promise<boolean>;
  /** Whoever is signed in has to sign in again. False when there is no such user. */
  endSessions(name: string): Promise<boolean>;
  /** Null lets the user in again. False when there is no such user. */
  setDisabled(name: string, disabledAt: number | null): Promise<boolean>;
};

const userRow = z
  .object({
    name: z.string(),
    role: z.enum(userRoles),
    password_hash: z.string(),
    oidc_subject: z.string().nullable(),
    version: z.string(),
    disabled_at: z.number().nullable(),
    created_at: z.number(),
  })
  .transform((row): User => ({
    name: row.name,
    role: row.role,
    passwordHash: row.password_hash === "" ? null : row.password_hash,
    oidcSubject: row.oidc_subject,
    version: row.version,
    disabledAt: row.disabled_at,
    createdAt: row.created_at,
  }));

export function createUserStore(db: Kysely<Schema>): UserStore {
  async function change(
    name: string,
    values: { password_hash?: string; disabled_at?: number | null } = {},
  ): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable("users")
      .set({ ...values, version: randomUUID() })
      .where("name_key", "=", toNameKey(name))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  return {
    async find(name) {
      const row = await db
        .selectFrom("users")
        .selectAll()
        .where("name_key", "=", toNameKey(name))
        .executeTakeFirst();
      return row && userRow.parse(row);
    },
    async findBySubject(oidcSubject) {
      const row = await db
        .selectFrom("users")
        .selectAll()
        .where("oidc_subject", "=", oidcSubject)
        .executeTakeFirst();
      return row && userRow.parse(row);
    },
    async list() {
      const rows = await db.selectFrom("users").selectAll().orderBy("name_key").execute();
      return rows.map((row) => userRow.parse(row));
    },
    async listVersions() {
      const rows = await db
        .selectFrom("users")
        .select(["name", "version"])
        .where("disabled_at", "is", null)
        .execute();
      return new Map(rows.map(({ name, version }) => [name, version]));
    },
    async add({ name, role, passwordHash, createdAt, oidcSubject = null }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("users")
        .values({
          name_key: toNameKey(name),
          name,
          role,
          password_hash: passwordHash ?? "",
          oidc_subject: oidcSubject,
          version: randomUUID(),
          disabled_at: null,
          created_at: createdAt,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async setRole(name, role) {
      const { numUpdatedRows } = await db
        .updateTable("users")
        .set({ role })
        .where("name_key", "=", toNameKey(name))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    setPassword: (name, passwordHash) => change(name, { password_hash: passwordHash }),
    endSessions: (name) => change(name),
    setDisabled: (name, disabledAt) => change(name, { disabled_at: disabledAt }),
  };
}

/** The same for every way to write one name. */
export const toNameKey = (name: string) => name.normalize("NFC").toLowerCase();
