import "server-only";
import { toJobKey, type JobRef } from "#lib/domain/job.ts";
import { recordAction, requireOperator, type Actor } from "../auth/actor.ts";
import type { Store } from "../store/open-store.ts";
import { findUnmasked, type ValueAddress } from "./find-unmasked.ts";

const maxRecordedPath = 400;
const plainKey = /^"[A-Za-z_]\w*"$/;

/** One masked value as the upstream sent it, recorded before it is told. */
export async function revealValue(
  { store }: { store: Pick<Store, "audit" | "openUnmasked"> },
  actor: Actor,
  ref: JobRef,
  address: ValueAddress,
): Promise<{ text: string; path: string }> {
  requireOperator(actor);
  const { text, keys } = await findUnmasked(store, ref, address);
  const path = toPath(keys, address.places);
  const shown = path.length > maxRecordedPath ? `${path.slice(0, maxRecordedPath)}…` : path;
  await recordAction(store, actor, {
    action: "value_revealed",
    subject: toJobKey(ref),
    detail: `${address.part} ${shown}`,
  });
  return { text, path };
}

function toPath(keys: readonly (string | null)[], places: readonly number[]): string {
  const steps = keys.map((key, level) => {
    if (key === null) return `[${places[level]}]`;
    return plainKey.test(key) ? `.${key.slice(1, -1)}` : `[${key}]`;
  });
  return `$${steps.join("")}`;
}
