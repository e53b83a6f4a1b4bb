import "server-only";
import type { JobRef } from "#lib/domain/job.ts";
import { findJsonStep, type JsonStep } from "#lib/domain/json-step.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Store } from "../store/open-store.ts";

export type ValueAddress = {
  part: "payload" | "results";
  /** The value's place among its siblings, from the root down. */
  places: number[];
};

const maxValueBytes = 1_000_000;
let last: Promise<unknown> = Promise.resolve();

/** One string, number or word as the upstream sent it. The caller answers for who sees it. */
export function findUnmasked(
  store: Pick<Store, "openUnmasked">,
  ref: JobRef,
  address: ValueAddress,
): Promise<{ text: string; keys: JsonStep["keys"] }> {
  // A document is held whole meanwhile: one at a time, however many ask at once.
  const found = last.then(() => find(store, ref, address));
  last = found.catch(() => undefined);
  return found;
}

async function find(
  store: Pick<Store, "openUnmasked">,
  ref: JobRef,
  { part, places }: ValueAddress,
): Promise<{ text: string; keys: JsonStep["keys"] }> {
  const opened = await store.openUnmasked(ref, part);
  if (!opened)
    throw new ProblemError("not_found", `This job has no ${part}.`, { title: `No ${part}` });
  const bytes = Buffer.concat(await Array.fromAsync(opened.chunks));
  const found = findJsonStep(bytes, places);
  if (!found)
    throw new ProblemError("not_found", `The ${part} has no such value.`, {
      title: "No such value",
    });
  const { start, end } = found.value;
  if (bytes[start] === 0x7b || bytes[start] === 0x5b || end - start > maxValueBytes)
    throw new ProblemError("bad_request", "Only a single string or number can be asked for.");
  return { text: bytes.toString("utf8", start, end), keys: found.keys };
}
