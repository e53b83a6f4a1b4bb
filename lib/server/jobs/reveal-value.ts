import "server-only";
import { toJobKey, type JobRef } from "#lib/domain/job.ts";
import { isPlainKey, toKeyLabel } from "#lib/domain/json/key.ts";
import type { JsonStep } from "#lib/domain/json/step.ts";
import { recordAction, requireOperator, type Actor } from "../auth/actor.ts";
import type { Store } from "../store/open-store.ts";
import { findUnmasked, type ValueAddress } from "./find-unmasked.ts";

const maxRecordedPath = 400;
/** Others may be an address with a signature, or a header. */
const wordsAlone = /^[\w.-]*$/;

/** One masked value as the upstream sent it, recorded before it is told. */
export async function revealValue(
  { store }: { store: Pick<Store, "audit" | "openUnmasked" | "maskKey"> },
  actor: Actor,
  ref: JobRef,
  address: ValueAddress,
): Promise<{ text: string; path: string }> {
  requireOperator(actor);
  const toShownKey = (key: string) => (wordsAlone.test(key) ? key : store.maskKey(key));
  const { text, steps } = await findUnmasked(store, ref, address, toShownKey);
  const path = toPath(steps, address.places);
  const shown = path.length > maxRecordedPath ? `${path.slice(0, maxRecordedPath)}…` : path;
  await recordAction(store, actor, {
    action: "value_revealed",
    subject: toJobKey(ref),
    detail: `${address.part} ${shown}`,
  });
  return { text, path };
}

/** As the page shows it (`toExactPath`). */
function toPath(steps: readonly JsonStep[], places: readonly number[]): string {
  const written = steps.map((step, level) => {
    if (step === null) return `[${places[level]}]`;
    const { key, time } = step;
    if (time > 1) return `[${key}~${time}]`;
    return isPlainKey(key) ? `.${toKeyLabel(key)}` : `[${key}]`;
  });
  return `$${written.join("")}`;
}
