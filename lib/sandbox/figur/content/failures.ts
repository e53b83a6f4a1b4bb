import type { JsonValue } from "../../json-text.ts";
import type { Random } from "../../random.ts";

type Failure = { message: string; extra: { readonly [key: string]: JsonValue } };

type Reason = readonly [code: string, text: string];

const reasons: readonly [Reason, ...Reason[]] = [
  ["NO_GARMENT_FOUND", "No garment was found in the product image."],
  ["MODERATION_REJECTED", "The image was rejected by content moderation."],
  ["GPU_OUT_OF_MEMORY", "The renderer ran out of memory at 2048 × 2560."],
  ["POSE_NOT_SUPPORTED", "The pose of the reference model is not supported: seated, back view."],
  ["IMAGE_UNREADABLE", "The product image could not be decoded (truncated JPEG)."],
];

/** Why a job failed: in the message, or in `extra` under whatever name its worker took. */
export function failureOf(random: Random): Failure {
  const [code, text] = random.pick(reasons);
  return random.pick<Failure>([
    { message: text, extra: { error: { code, message: text } } },
    { message: text, extra: {} },
    { message: "Job failed", extra: { error: text, error_code: code } },
    { message: "Job failed", extra: { failure: { kind: code, cause: { detail: text } } } },
    { message: "", extra: { reason: text, worker: "render-7", attempts: 3 } },
    {
      message: "Failed",
      extra: { diagnostics: [{ step: "render", exception: `${code}: ${text}` }] },
    },
  ]);
}

/** What a job cost, in the words of its worker; nothing for some. */
export function costOf(random: Random, runMs: number): { readonly [key: string]: JsonValue } {
  const dollars = Math.round((0.02 + runMs / 400_000) * 10_000) / 10_000;
  return random.pick<{ readonly [key: string]: JsonValue }>([
    { cost: dollars, currency: "USD" },
    { cost: { amount: dollars.toFixed(4), currency: "USD" } },
    { cost_usd: dollars },
    { cost: { credits: Math.ceil(dollars * 100) } },
    {},
  ]);
}
