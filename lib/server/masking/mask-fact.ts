import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { mapTexts } from "../map-texts.ts";
import { maskText } from "./mask-text.ts";
import type { KeyTest } from "./masked-keys.ts";

/** A fact without the secrets in its words and addresses, however deep; its document stays as it is. */
export function maskFact(fact: JobFact, isSecretKey: KeyTest): JobFact {
  const { fields, events, artifacts, detail, document, ...rest } = fact;
  const mask = <T>(value: T) => mapTexts(value, (text) => maskText(text, isSecretKey));
  return {
    ...rest,
    fields: mask(fields),
    events: mask(events),
    ...(artifacts && { artifacts: mask(artifacts) }),
    ...(detail && { detail: mask(detail) }),
    ...(document && { document }),
  };
}
