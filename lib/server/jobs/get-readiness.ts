import "server-only";
import { findFailure } from "../collector/list-failing.ts";
import type { Gantry } from "../gantry.ts";

/**
 * Whether requests can be served, and by name what stands in the way. A source that fails is named, too,
 * but does not count: the others and the store still answer.
 */
export async function getReadiness({ store, collector }: Pick<Gantry, "store" | "collector">) {
  const notReady = await store.sizeBytes().then(
    () => [],
    () => ["store"],
  );
  const failing = Array.from(collector.states()).flatMap(([name, state]) =>
    findFailure(state) ? [name] : [],
  );
  return { ready: notReady.length === 0, notReady, failing };
}
