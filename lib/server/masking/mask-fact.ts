import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { maskText } from "./mask-text.ts";
import type { KeyTest } from "./masked-keys.ts";

/** A fact without the secrets in its words and addresses, however deep; its document stays as it is. */
export function maskFact(fact: JobFact, isSecretKey: KeyTest): JobFact {
  const { fields, events, artifacts, detail, document, ...rest } = fact;
  const mask = <T>(value: T) => maskTexts(value, isSecretKey);
  return {
    ...rest,
    fields: mask(fields),
    events: mask(events),
    ...(artifacts && { artifacts: mask(artifacts) }),
    ...(detail && { detail: mask(detail) }),
    ...(document && { document }),
  };
}

function maskTexts<T>(value: T, isSecretKey: KeyTest): T;
function maskTexts(value: unknown, isSecretKey: KeyTest): unknown {
  if (typeof value === "string") return maskText(value, isSecretKey);
  if (Array.isArray(value)) return value.map((inner) => maskTexts<unknown>(inner, isSecretKey));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, maskTexts<unknown>(inner, isSecretKey)]),
  );
}
