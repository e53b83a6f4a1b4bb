import "server-only";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openStore, type Store } from "../store/open-store.ts";
import type { User, UserRole } from "../store/user-queries.ts";
import { hashPassword } from "./password.ts";
import { createSessions, type Sessions } from "./session.ts";

export const secret = "a secret of more than thirty-two characters";
export const password = "correct horse";
const passwordHash = hashPassword(password);

export type TestUsers = {
  store: Store;
  sessions: Sessions;
  addUser(name: string, role?: UserRole): Promise<User>;
  close(): Promise<void>;
};

/** A store in a folder of its own, and the sessions over it. */
export async function openTestUsers(): Promise<TestUsers> {
  const folder = await mkdtemp(path.join(tmpdir(), "gantry-auth-"));
  const store = await openStore(`file:${path.join(folder, "gantry.db")}`);
  return {
    store,
    sessions: createSessions({ secret, users: store.users, closed: store.sessions }),
    async addUser(name, role = "viewer") {
      await store.users.add({ name, role, passwordHash: await passwordHash, createdAt: 0 });
      const user = await store.users.find(name);
      if (!user) throw new Error(`${name} was not added`);
      return user;
    },
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A request that carries the cookie a `Set-Cookie` asked the browser to keep. */
export function buildRequest(setCookie: string | null, url = "http://localhost/"): Request {
  const cookie = setCookie?.split(";", 1)[0];
  return new Request(url, { headers: cookie === undefined ? {} : { cookie } });
}
