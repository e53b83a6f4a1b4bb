import type { LiveFrame } from "#lib/domain/live-frame.ts";
import { idleConnection, type ConnectionState } from "./connection-state.ts";
import { connectShared } from "./shared-connection.ts";
import { listKey, type FromTab, type ToTab } from "./worker-messages.ts";

type FrameListener = (frame: LiveFrame) => void;

/** Code that could not be loaded is asked for again this often. */
const reloadMs = 5_000;

const frameListeners = new Set<FrameListener>();
const stateListeners = new Set<() => void>();
/** How many components of this tab want each job, and how many want the list. */
const wanted = new Map<string, number>();
/** What was begun since the last flush, though another part of the page may want it already. */
const begun = new Set<string>();

let state: ConnectionState = idleConnection;
let post: ((message: FromTab) => void) | undefined;
let flushing = false;
/** The worker died, and what lists should have heard since is lost. */
let hasMissed = false;

function tell(frame: LiveFrame): void {
  for (const listener of frameListeners) listener(frame);
}

function onFrame(frame: LiveFrame): void {
  tell(frame);
  if (frame.event !== "clock" || !hasMissed) return;
  hasMissed = false;
  tell({ event: "jobs", data: { changed: [], missed: true } });
}

function onState(next: ConnectionState): void {
  state = next;
  for (const listener of stateListeners) listener();
}

function onLost(retryAt: number | null): void {
  const since = state.phase === "reconnecting" ? state.since : Date.now();
  onState({ ...state, phase: "reconnecting", since, retryAt });
}

function onMessage(message: ToTab): void {
  if (message.kind === "frame") onFrame(message.frame);
  else onState(message.state);
}

function connect(): void {
  addEventListener("online", retryLive);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") retryLive();
  });
  if ("SharedWorker" in window && "locks" in navigator) connectByWorker();
  else connectAlone();
}

function connectByWorker(): void {
  post = connectShared({
    onMessage,
    onBroken: () => {
      connectAlone();
      flush();
    },
    onDeath: () => {
      hasMissed = true;
      onLost(null);
      connectByWorker();
      flush();
    },
  });
}

/** The tab is the one tab of a hub of its own. What is said before that has loaded waits in the port. */
function connectAlone(): void {
  const { port1, port2 } = new MessageChannel();
  const load = async () => {
    try {
      const { createTabHub } = await import("./tab-hub.ts");
      createTabHub()(port2);
    } catch (error) {
      onLost(Date.now() + reloadMs);
      setTimeout(load, reloadMs);
      // Unhandled, so that the page offers to be loaded again: the code may be gone for good.
      throw error;
    }
  };
  port1.onmessage = ({ data }: MessageEvent<ToTab>) => onMessage(data);
  post = (message) => port1.postMessage(message);
  void load();
}

/** Several components change what they want at once when a page changes; the last word counts. */
function flush(): void {
  if (flushing) return;
  flushing = true;
  setTimeout(() => {
    flushing = false;
    if (!post) connect();
    post?.({ kind: "watch", wanted: [...wanted.keys()], begun: [...begun] });
    begun.clear();
  }, 0);
}

function want(keys: string[], by: 1 | -1): void {
  for (const key of keys) {
    if (by > 0) begun.add(key);
    const count = (wanted.get(key) ?? 0) + by;
    if (count > 0) wanted.set(key, count);
    else wanted.delete(key);
  }
  flush();
}

/** Watches jobs (by key) for this tab, through the browser's one connection, until the returned function is called. */
export function watchLive(keys: string[], list: boolean, listener: FrameListener): () => void {
  const all = list ? [...keys, listKey] : keys;
  frameListeners.add(listener);
  want(all, 1);
  return () => {
    frameListeners.delete(listener);
    want(all, -1);
  };
}

/** Tries the connection at once: whoever was signed out is in again. */
export function retryLive(): void {
  post?.({ kind: "retry" });
}

export function subscribeToConnection(listener: () => void): () => void {
  stateListeners.add(listener);
  return () => stateListeners.delete(listener);
}

export const getConnection = (): ConnectionState => state;
export const getServerConnection = (): ConnectionState => idleConnection;
