import "server-only";
import { toJobKey, type JobRef } from "#lib/domain/job.ts";
import { findJsonStep, type JsonStep } from "#lib/domain/json-step.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { recordAction, requireOperator, type Actor } from "../auth/actor.ts";
import type { Store } from "../store/open-store.ts";

export type RevealTarget = {
  part: "payload" | "results";
  /** The value's place among its siblings, from the root down. */
  places: number[];
};

const maxRevealedBytes = 1_000_000;
const maxRecordedPath = 400;
const plainKey = /^"[A-Za-z_]\w*"$/;

/** One string or number as the upstream sent it, recorded before it is told. */
export async function revealValue(
  { store }: { store: Pick<Store, "audit" | "openUnmasked"> },
  actor: Actor,
  ref: JobRef,
  { part, places }: RevealTarget,
): Promise<{ text: string; path: string }> {
  requireOperator(actor);
  const opened = await store.openUnmasked(ref, part);
  if (!opened) throw new ProblemError("not_found", `This job has no ${part}.`);
  const bytes = Buffer.concat(await Array.fromAsync(opened.chunks));
  const found = findJsonStep(bytes, places);
  if (!found) throw new ProblemError("not_found", `The ${part} has no such value.`);
  const { start, end } = found.value;
  if (bytes[start] === 0x7b || bytes[start] === 0x5b || end - start > maxRevealedBytes)
    throw new ProblemError("bad_request", "Only a single string or number can be revealed.");
  const path = toPath(found, places);
  const detail = `${part} ${path.length > maxRecordedPath ? `${path.slice(0, maxRecordedPath)}…` : path}`;
  await recordAction(store, actor, { action: "value_revealed", subject: toJobKey(ref), detail });
  return { text: bytes.toString("utf8", start, end), path };
}

function toPath({ keys }: JsonStep, places: readonly number[]): string {
  const steps = keys.map((key, level) => {
    if (key === null) return `[${places[level]}]`;
    return plainKey.test(key) ? `.${key.slice(1, -1)}` : `[${key}]`;
  });
  return `$${steps.join("")}`;
}
