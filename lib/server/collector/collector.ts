import "server-only";
import { randomUUID } from "node:crypto";
import type { ProblemError } from "#lib/domain/problem.ts";
import { createForeground, type Foreground } from "../foreground.ts";
import type { Hub } from "../live/hub.ts";
import type { Source } from "../sources/source.ts";
import type { Store } from "../store/open-store.ts";
import { type Clock, createClock } from "./clock.ts";
import { keepPruned } from "./keep-pruned.ts";
import { createSourceCollector, lookMs } from "./source-collector.ts";

export type CollectorOptions = {
  sources: ReadonlyMap<string, Source>;
  store: Store;
  hub: Pick<Hub, "stats">;
  foreground?: Foreground;
  /** How far back the first reading goes. */
  days: number;
  /** After so many days a job that ended is forgotten; 0 = never. */
  keepDays?: number;
  onError(error: unknown): void;
  clock?: Clock;
  random?: () => number;
};

const lease = { ttlMs: 60_000, renewMs: 15_000 };

/** Keeps the jobs of all sources in the store, each by itself, with what people and watches leave of its budget. */
export function createCollector({
  sources,
  store,
  hub,
  foreground = createForeground(),
  days,
  keepDays = 0,
  onError,
  clock = createClock(),
  random = Math.random,
}: CollectorOptions) {
  const stop = new AbortController();
  const holder = randomUUID();
  let [isMine, isWanted] = [false, false];
  const hasViewers = () => hub.stats().listViewers > 0;
  const settings = {
    ...{ store, foreground, clock, days, keepDays, random, onError },
    isLookedAt: () => hasViewers() || isWanted,
    isMine: () => isMine,
  };
  const collectors = new Map(
    Array.from(sources, ([name, source]) => [name, createSourceCollector(source, settings)]),
  );

  async function renew(): Promise<void> {
    const ask = { holder, now: clock.now(), ttlMs: lease.ttlMs, isLookedAt: hasViewers() };
    const { isHeld, isWanted: isWantedElsewhere } = await store.collector.lease(ask);
    if (!isMine) await Promise.all(Array.from(collectors.values(), ({ load }) => load()));
    [isMine, isWanted] = [isHeld, isWantedElsewhere];
  }

  async function keepLease(): Promise<void> {
    while (!stop.signal.aborted) {
      await renew().catch((error: unknown) => {
        isMine = false;
        onError(error);
      });
      await clock.sleep(lease.renewMs, stop.signal);
    }
  }
  const prune = { ...settings, days: keepDays, signal: stop.signal };
  const keeping = Promise.all([keepLease(), ...(keepDays > 0 ? [keepPruned(store, prune)] : [])]);

  return {
    /** Reads each source's newest jobs unless that happened just now; answers with what failed. */
    async readIfOld(): Promise<Map<string, ProblemError>> {
      const failed = new Map<string, ProblemError>();
      await Promise.all(
        Array.from(collectors, async ([name, collector]) => {
          if (!sources.get(name)?.capabilities.list) return;
          const last = collector.last();
          const isFresh = last !== null && clock.elapsed() - last.at < lookMs.open;
          const problem = isFresh ? last.problem : await collector.look("person");
          if (problem) failed.set(name, problem);
        }),
      );
      return failed;
    },
    states: () => new Map(Array.from(collectors, ([name, { state }]) => [name, state()])),
    /** Whether this process is the one that collects. */
    isMine: () => isMine,
    async close(): Promise<void> {
      stop.abort();
      await Promise.all([keeping, ...Array.from(collectors.values(), (one) => one.close())]);
      isMine = false;
      await store.collector.release(holder).catch(onError);
    },
  };
}
export type Collector = ReturnType<typeof createCollector>;
