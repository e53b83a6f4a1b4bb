import type { LiveFrame } from "#lib/domain/live-frame.ts";
import { idleConnection, type ConnectionState } from "./connection-state.ts";
import { connectShared } from "./shared-connection.ts";
import type { FromTab } from "./worker-messages.ts";

type FrameListener = (frame: LiveFrame) => void;

const frameListeners = new Set<FrameListener>();
const stateListeners = new Set<() => void>();
/** How many components of this tab want each job, and how many want the list. */
const wanted = new Map<string, number>();
const listKey = "list";

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
    onMessage: (message) =>
      message.kind === "frame" ? onFrame(message.frame) : onState(message.state),
    onBroken: () => {
      connectAlone();
      flush();
    },
    onDeath: () => {
      hasMissed = true;
      onState({ ...state, phase: "reconnecting", since: Date.now(), retryAt: null });
      connectByWorker();
      flush();
    },
  });
}

function connectAlone(): void {
  const connecting = import("./connection.ts").then(({ createConnection }) =>
    createConnection({ onFrame, onState }),
  );
  post = async (message) => {
    const connection = await connecting;
    if (message.kind === "watch") connection.watch(message.watched);
    if (message.kind === "retry") connection.retryNow();
  };
}

/** Several components change what they want at once when a page changes; the last word counts. */
function flush(): void {
  if (flushing) return;
  flushing = true;
  setTimeout(() => {
    flushing = false;
    if (!post) connect();
    const jobs = [...wanted.keys()].filter((key) => key !== listKey);
    post?.({ kind: "watch", watched: { jobs, list: wanted.has(listKey) } });
  }, 0);
}

function want(keys: string[], by: 1 | -1): void {
  for (const key of keys) {
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
