import "server-only";
import { readSettings } from "../env.ts";

/** What people call the OpenID Connect provider; null when there is none. */
export function readProvider(): string | null {
  const { OIDC_ISSUER, OIDC_LABEL } = readSettings();
  return OIDC_ISSUER === undefined ? null : OIDC_LABEL;
}
