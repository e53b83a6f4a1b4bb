import type { LiveFrame } from "#lib/domain/live-frame.ts";
import { idleConnection, type ConnectionState } from "./connection-state.ts";
import type { ConnectionOptions } from "./connection.ts";
import { createConnections } from "./connections.ts";
import { createLiveMemory } from "./live-memory.ts";
import { listKey, type FromTab, type ToTab } from "./worker-messages.ts";

type Tab = { port: MessagePort; wanted: string[] };

/** Serves all tabs of a browser together; the returned function takes in another tab. */
export function createTabHub(
  options: Omit<ConnectionOptions, "onFrame" | "onState"> = {},
): (port: MessagePort) => void {
  const tabs = new Set<Tab>();
  const memory = createLiveMemory(options.now);
  let state: ConnectionState = idleConnection;

  const connection = createConnections({
    ...options,
    onFrame: (frame) => {
      memory.remember(frame);
      broadcast({ kind: "frame", frame });
    },
    onState: (next) => {
      state = next;
      broadcast({ kind: "state", state });
    },
  });

  function broadcast(message: ToTab): void {
    for (const { port } of tabs) port.postMessage(message);
  }

  function tell({ port }: Tab, frames: LiveFrame[]): void {
    for (const frame of frames) port.postMessage({ kind: "frame", frame } satisfies ToTab);
  }

  function rewatch(anew?: ReadonlySet<string>): void {
    const keys = new Set(Array.from(tabs).flatMap(({ wanted }) => wanted));
    const list = keys.delete(listKey);
    const watched = { jobs: [...keys], list };
    memory.keepOnly(watched);
    connection.watch(watched, anew);
  }

  /** A tab holds a lock for as long as it lives; when the worker gets that lock, the tab is gone. */
  async function forgetWhenGone(tab: Tab, lock: string): Promise<void> {
    await navigator.locks.request(lock, () => {
      tabs.delete(tab);
      tab.port.close();
      rewatch();
    });
  }

  return (port) => {
    const tab: Tab = { port, wanted: [] };
    tabs.add(tab);
    port.onmessage = ({ data }: MessageEvent<FromTab>) => {
      if (data.kind === "hello") void forgetWhenGone(tab, data.lock);
      else if (data.kind === "retry") connection.retryNow();
      else {
        const { wanted, begun } = data;
        const anew = new Set(begun.filter(memory.forgetOver));
        for (const key of begun)
          tell(tab, key === listKey ? memory.recallLists() : memory.recallJob(key));
        tab.wanted = wanted;
        rewatch(anew);
        port.postMessage({ kind: "state", state } satisfies ToTab);
      }
    };
    port.postMessage({ kind: "state", state } satisfies ToTab);
  };
}
