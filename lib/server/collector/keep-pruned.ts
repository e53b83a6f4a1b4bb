import "server-only";
import type { Store } from "../store/open-store.ts";
import type { Clock } from "./clock.ts";

const dayMs = 86_400_000;
const stepJobs = 50;
/** Between the steps of one sweep, so that whoever reads meanwhile waits for no more than one. */
const pauseMs = 200;
const sweepMs = 600_000;
/** How soon a process notices that pruning is its own. */
const wakeMs = 5_000;

/** Forgets jobs that were over more than `days` ago, as long as the signal lets it. Each sweep is told when it is over. */
export async function keepPruned(
  store: Pick<Store, "prune" | "tellMissed">,
  {
    days,
    clock,
    signal,
    isMine,
    onError,
  }: {
    days: number;
    clock: Clock;
    signal: AbortSignal;
    isMine: () => boolean;
    onError: (error: unknown) => void;
  },
): Promise<void> {
  let isUntold = false;
  while (!signal.aborted) {
    const endedBefore = clock.now() - days * dayMs;
    const isOurs = isMine();
    const pruned = isOurs
      ? await store.prune({ endedBefore, limit: stepJobs }).catch((error: unknown) => {
          onError(error);
          return 0;
        })
      : 0;
    if (pruned === 0 && isUntold) await store.tellMissed().catch(onError);
    isUntold = pruned > 0;
    await clock.sleep(pruned > 0 ? pauseMs : isOurs ? sweepMs : wakeMs, signal);
  }
}
