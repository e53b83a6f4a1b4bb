import "server-only";

export type WakeableRest = {
  /** Resolves after so long, when woken, or when the signal aborts. */
  rest(ms: number, signal: AbortSignal): Promise<void>;
  wake(): void;
};

/** A wait that news can cut short. */
export function createWakeableRest(): WakeableRest {
  let wake = () => {};
  return {
    rest: (ms, signal) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          resolve();
        };
        const timer = setTimeout(done, ms).unref();
        signal.addEventListener("abort", done, { once: true });
        wake = done;
        if (signal.aborted) done();
      }),
    wake: () => wake(),
  };
}
