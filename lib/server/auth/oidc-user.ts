import "server-only";
import type { Settings } from "../env.ts";
import type { User, UserRole, UserStore } from "../store/user-queries.ts";
import { userName } from "./credentials.ts";
import type { OidcClaims } from "./oidc.ts";

type RoleSettings = Pick<Settings, "OIDC_ROLE_CLAIM" | "OIDC_OPERATORS" | "OIDC_VIEWERS">;

/**
 * The role that a claim gives: a text, or a list of them. `realm_access.roles` looks inside where no claim has that
 * whole name. Null for none.
 */
export function toRole(
  claims: OidcClaims,
  { OIDC_ROLE_CLAIM, OIDC_OPERATORS, OIDC_VIEWERS }: RoleSettings,
): UserRole | null {
  const path = Object.hasOwn(claims, OIDC_ROLE_CLAIM)
    ? [OIDC_ROLE_CLAIM]
    : OIDC_ROLE_CLAIM.split(".");
  const said = path.reduce<unknown>(
    (inside, name) =>
      inside instanceof Object && Object.hasOwn(inside, name)
        ? Reflect.get(inside, name)
        : undefined,
    claims,
  );
  const words = new Set([said].flat());
  if (words.has(OIDC_OPERATORS)) return "operator";
  return OIDC_VIEWERS === "*" || words.has(OIDC_VIEWERS) ? "viewer" : null;
}

/**
 * The user that stands for somebody at the provider, found by issuer and subject and never by name: whoever
 * takes somebody's name at the provider gets another user. Made on the first sign-in; the role follows the claim.
 */
export async function keepOidcUser(
  users: UserStore,
  claims: OidcClaims,
  role: UserRole,
  now: number,
): Promise<User> {
  const oidcSubject = toSubject(claims);
  const known = await users.findBySubject(oidcSubject);
  if (known) {
    if (known.role !== role) await users.setRole(known.name, role);
    return { ...known, role };
  }
  for (const name of listNames(claims)) {
    await users.add({ name, role, passwordHash: null, oidcSubject, createdAt: now });
    // Somebody who signs in twice at once may have been added meanwhile.
    const user = await users.findBySubject(oidcSubject);
    if (user) return user;
  }
  throw new Error("no name is free for a user of the provider");
}

/** Signs out whom the provider gives no role any more. False where no user stands for them. */
export async function dropOidcUser(users: UserStore, claims: OidcClaims): Promise<boolean> {
  const known = await users.findBySubject(toSubject(claims));
  return known !== undefined && (await users.endSessions(known.name));
}

const toSubject = ({ iss, sub }: OidcClaims) => `${iss} ${sub}`;

/** What people call themselves, else their subject; with the subject's beginning when the name is taken. */
function listNames(claims: OidcClaims): string[] {
  const given = [claims["preferred_username"], claims["email"], claims["name"], claims.sub];
  const plain = given
    .filter((name) => typeof name === "string")
    .map((name) =>
      name
        .trim()
        .replaceAll(/[\s:\p{C}]+/gu, "-")
        .slice(0, 48),
    );
  const mark = claims.sub.replaceAll(/[^\w-]/g, "").slice(0, 12);
  return [...plain, ...plain.map((name) => `${name}~${mark}`)].filter(
    (name) => userName.safeParse(name).success,
  );
}
