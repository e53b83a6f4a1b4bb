import { idleConnection } from "./connection-state.ts";
import type { FromTab, ToTab } from "./worker-messages.ts";

/** A worker that lives is never silent for longer: 8 s for a stream that is held back, then 35 s for a poll that stalls. */
const silentMs = 45_000;

type WorkerListener = {
  onMessage(message: ToTab): void;
  /** No worker can be had here. */
  onBroken(): void;
  /** The worker has died. */
  onDeath(): void;
};

/** Connects a tab through the worker that all tabs share; the returned function sends it a message. */
export function connectShared({ onMessage, onBroken, onDeath }: WorkerListener) {
  const worker = new SharedWorker(new URL("./live-worker.ts", import.meta.url), { type: "module" });
  const { port } = worker;
  const lock = `gantry-tab-${crypto.randomUUID?.() ?? Math.random()}`;
  const left = Promise.withResolvers<void>();
  let hasSpoken = false;
  let { phase, retryAt } = idleConnection;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function leave(then: () => void): void {
    clearTimeout(silence);
    port.close();
    left.resolve();
    then();
  }

  function expectWord(): void {
    const untilRetryMs = Math.max(0, (retryAt ?? 0) - Date.now());
    silence = setTimeout(() => leave(hasSpoken ? onDeath : onBroken), untilRetryMs + silentMs);
  }

  worker.addEventListener("error", () => leave(onBroken));
  port.onmessage = ({ data }: MessageEvent<ToTab>) => {
    hasSpoken = true;
    if (data.kind === "state") ({ phase, retryAt } = data.state);
    clearTimeout(silence);
    if (phase !== "idle") expectWord();
    onMessage(data);
  };
  void navigator.locks.request(lock, () => {
    port.postMessage({ kind: "hello", lock } satisfies FromTab);
    return left.promise;
  });
  return (message: FromTab): void => {
    // One that rests answers at once, too.
    if (message.kind === "watch" && phase === "idle") {
      clearTimeout(silence);
      expectWord();
    }
    port.postMessage(message);
  };
}
