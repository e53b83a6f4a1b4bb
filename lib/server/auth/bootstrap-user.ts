import "server-only";
import { SettingError, type Settings } from "../env.ts";
import type { Store } from "../store/open-store.ts";
import { userName } from "./credentials.ts";
import { hashPassword } from "./password.ts";

/** Makes `BOOTSTRAP_USER` an operator when there is no user yet. Throws `SettingError`. */
export async function bootstrapUser(
  { users, audit }: Pick<Store, "users" | "audit">,
  { BOOTSTRAP_USER }: Pick<Settings, "BOOTSTRAP_USER">,
): Promise<void> {
  if (BOOTSTRAP_USER === undefined || (await users.list()).length > 0) return;
  const colon = BOOTSTRAP_USER.indexOf(":");
  const name = userName.safeParse(BOOTSTRAP_USER.slice(0, colon));
  if (!name.success)
    throw new SettingError(
      `BOOTSTRAP_USER should be name:password; the name ${name.error.issues[0]?.message}`,
    );
  const passwordHash = await hashPassword(BOOTSTRAP_USER.slice(colon + 1));
  await users.add({ name: name.data, role: "operator", passwordHash, createdAt: Date.now() });
  await audit.record({
    at: Date.now(),
    actor: "BOOTSTRAP_USER",
    address: null,
    action: "user_added",
    subject: name.data,
    detail: "operator",
  });
}
