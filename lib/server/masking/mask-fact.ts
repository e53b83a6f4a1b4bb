import "server-only";
import { formatCount } from "#lib/domain/format/format-count.ts";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { mapTexts } from "../map-texts.ts";
import { maskText } from "./mask-text.ts";
import type { KeyTest } from "./masked-keys.ts";

/** Longer than any stack trace that people read; pages and frames carry each text whole. */
export const maxFactText = 16_000;

/**
 * A fact without the secrets in its words and addresses, however deep, and each of them in a length
 * that pages can carry; its document stays as it is.
 */
export function maskFact(fact: JobFact, isSecretKey: KeyTest): JobFact {
  const { fields, events, artifacts, detail, document, ...rest } = fact;
  const mask = <T>(value: T) => mapTexts(value, (text) => shorten(maskText(text, isSecretKey)));
  return {
    ...rest,
    fields: mask(fields),
    events: mask(events),
    ...(artifacts && { artifacts: mask(artifacts) }),
    ...(detail && { detail: mask(detail) }),
    ...(document && { document }),
  };
}

function shorten(text: string): string {
  if (text.length <= maxFactText) return text;
  const kept = text.slice(0, maxFactText).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept}… (${formatCount(text.length - kept.length)} more characters)`;
}
