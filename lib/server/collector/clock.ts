import "server-only";
import { setTimeout } from "node:timers/promises";

/** Time as an argument: a test's runs faster. */
export type Clock = {
  now(): number;
  /** Milliseconds since some moment: goes on evenly when somebody sets the clock. */
  elapsed(): number;
  /** Resolves after that time, or when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
};

export function createClock(speed = 1): Clock {
  const start = Date.now();
  return {
    now: () => (speed === 1 ? Date.now() : start + (Date.now() - start) * speed),
    elapsed: () => performance.now() * speed,
    sleep: (ms, signal) =>
      setTimeout(ms / speed, undefined, { signal, ref: false }).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      }),
  };
}
