import "server-only";
import { setImmediate } from "node:timers/promises";
import type { JobRef } from "#lib/domain/job.ts";
import { createValueFinder, type JsonStep } from "#lib/domain/json/step.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Store } from "../store/open-store.ts";

export type ValueAddress = {
  part: "payload" | "results";
  /** The value's place among its siblings, from the root down. */
  places: number[];
};

type UnmaskedValue = { text: string; steps: JsonStep[] };

const maxBytes = 1_000_000;
let last: Promise<unknown> = Promise.resolve();

/** One string, number or word as the upstream sent it. The caller answers for who sees it. */
export function findUnmasked(
  store: Pick<Store, "openUnmasked">,
  ref: JobRef,
  address: ValueAddress,
  toShownKey?: (key: string) => string,
): Promise<UnmaskedValue> {
  // A document is held packed meanwhile: one at a time, however many ask at once.
  const found = last.then(() => find(store, ref, address, toShownKey));
  last = found.catch(() => undefined);
  return found;
}

/** Reads to the value and no further. Others have their turn between chunks. */
async function find(
  store: Pick<Store, "openUnmasked">,
  ref: JobRef,
  { part, places }: ValueAddress,
  toShownKey?: (key: string) => string,
): Promise<UnmaskedValue> {
  const opened = await store.openUnmasked(ref, part);
  if (!opened)
    throw new ProblemError("not_found", `This job has no ${part}.`, { title: `No ${part}` });
  const finder = createValueFinder(places, { maxBytes, ...(toShownKey && { toShownKey }) });
  for await (const chunk of opened.chunks) {
    if (finder.push(chunk)) break;
    await setImmediate();
  }
  const found = finder.end();
  if (!found)
    throw new ProblemError("not_found", `The ${part} has no such value.`, {
      title: "No such value",
    });
  if (!found.bytes)
    throw new ProblemError("bad_request", "Only a single string or number can be asked for.");
  return { text: new TextDecoder().decode(found.bytes), steps: found.steps };
}
