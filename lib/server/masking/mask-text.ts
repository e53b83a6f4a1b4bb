import "server-only";
import { findSecrets, type Secret } from "./find-secrets.ts";
import type { KeyTest } from "./masked-keys.ts";

/** A message, an address or any other short text without the secrets that show by themselves. */
export function maskText(text: string, isSecretKey: KeyTest): string {
  const secrets = findSecrets(text, isSecretKey, false);
  return secrets.length === 0 ? text : replaceSecrets(text, secrets, text.length);
}

/** The text up to `end` with a mark in the place of each secret; they are in order and do not overlap. */
export function replaceSecrets(text: string, secrets: readonly Secret[], end: number): string {
  const parts: string[] = [];
  let at = 0;
  for (const secret of secrets) {
    if (secret.start >= end) break;
    parts.push(text.slice(at, secret.start), secret.mark);
    at = secret.end ?? end;
  }
  parts.push(text.slice(at, Math.max(at, end)));
  return parts.join("");
}
