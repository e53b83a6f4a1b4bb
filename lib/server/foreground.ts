import "server-only";
import { setImmediate, setTimeout } from "node:timers/promises";

/** Counts the requests that people wait for, so that work nobody waits for can stand aside. */
export function createForeground() {
  let count = 0;
  let wake: (() => void)[] = [];
  return {
    /** Returns what to call, once, when the request is over. */
    enter(): () => void {
      count += 1;
      return () => {
        count -= 1;
        if (count > 0) return;
        for (const resume of wake) resume();
        wake = [];
      };
    },
    /** Resolves when nobody waits, or after `maxMs`: people who never pause do not stop the work. */
    async whenIdle(maxMs: number): Promise<void> {
      // A request that has arrived meanwhile is known of after the next turn of the event loop.
      await setImmediate();
      if (count === 0) return;
      const patience = new AbortController();
      const idle = new Promise<void>((resolve) => wake.push(resolve));
      const bored = setTimeout(maxMs, undefined, { signal: patience.signal }).catch(
        () => undefined,
      );
      await Promise.race([idle, bored]);
      patience.abort();
    },
  };
}
export type Foreground = ReturnType<typeof createForeground>;
