import "server-only";
import type { JobError } from "#lib/domain/job.ts";
import { listLeaves, type Leaf } from "./list-leaves.ts";

const codeKey = /^(?:error_?)?(?:code|type|kind)$|_code$/i;
const codeText = /^[\w.:-]{1,80}$/;
const reasonKey = /error|reason|fail|cause|detail|message|exception|diagnos|why|description|trace/i;
const costKey = /cost|price|credit|charge|currency/i;
const saysNothing = /^(?:the )?(?:job )?(?:has )?(?:failed|failure|error)?[.!]?$/i;
const maxReasons = 3;
const maxLength = 2_000;

/**
 * Why a job failed: its event's message, and what `extra` adds under whatever key. Where no key sounds
 * like a reason, all that `extra` holds is told. Null when nothing says anything.
 */
export function toJobError(message: string | null, extra: unknown): JobError | null {
  const leaves = listLeaves(extra).filter(({ keys }) => !keys.some((key) => costKey.test(key)));
  const said = message?.trim() ?? "";
  const code = findCode(leaves);
  const reasons = listReasons(leaves, code).filter((reason) => !said.includes(reason));
  const rest = saysNothing.test(said) && reasons.length === 0 ? printAll(leaves, code) : [];
  const told = [...(saysNothing.test(said) ? [] : [said]), ...reasons, ...rest].join(" · ");
  const text = (told === "" ? said : told).slice(0, maxLength);
  return text === "" && code === "" ? null : { code, message: text };
}

function findCode(leaves: readonly Leaf[]): string {
  const leaf = leaves.find(
    ({ keys, value }) => codeKey.test(keys.at(-1) ?? "") && codeText.test(String(value)),
  );
  return leaf === undefined ? "" : String(leaf.value);
}

function listReasons(leaves: readonly Leaf[], code: string): string[] {
  const texts = leaves.flatMap(({ keys, value }) =>
    keys.some((key) => reasonKey.test(key)) && !codeKey.test(keys.at(-1) ?? "") && value !== code
      ? [String(value).trim()]
      : [],
  );
  return texts
    .filter(
      (text, index) =>
        !texts.some(
          (other, at) => at !== index && other.includes(text) && (other !== text || at < index),
        ),
    )
    .slice(0, maxReasons);
}

function printAll(leaves: readonly Leaf[], code: string): string[] {
  return leaves
    .filter(({ value }) => value !== code)
    .map(({ keys, value }) => `${keys.join(".")}: ${value}`);
}
