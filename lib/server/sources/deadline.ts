import "server-only";

export type Deadline = {
  signal: AbortSignal;
  isExpired(): boolean;
  /** Starts the clock anew. */
  restart(timeoutMs: number): void;
  /** Stops the clock and lets go of the caller's signal. */
  release(): void;
};

/** A signal that aborts when the time is up or the caller gives up, whichever comes first. */
export function createDeadline(timeoutMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let expired = false;
  const onAbort = () => controller.abort();
  const onExpire = () => {
    expired = true;
    controller.abort();
  };
  let timer = setTimeout(onExpire, timeoutMs);
  caller?.addEventListener("abort", onAbort, { once: true });
  if (caller?.aborted) onAbort();

  return {
    signal: controller.signal,
    isExpired: () => expired,
    restart(ms) {
      clearTimeout(timer);
      timer = setTimeout(onExpire, ms);
    },
    release() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", onAbort);
    },
  };
}
