import { createParser } from "eventsource-parser";
import { idleConnection, type ConnectionState, type Watched } from "./connection-state.ts";
import { toBackoffMs } from "#lib/domain/backoff.ts";
import { toJobKey } from "#lib/domain/job.ts";
import { heartbeatMs, parseLiveFrame, type LiveFrame } from "#lib/domain/live-frame.ts";

export type ConnectionOptions = {
  onFrame(frame: LiveFrame): void;
  onState(state: ConnectionState): void;
  fetch?: (path: string, init: RequestInit) => Promise<Response>;
  now?: () => number;
  random?: () => number;
  stallMs?: number;
};

/** Two missed heartbeats and some air: the connection is dead, whatever the socket says. */
const defaultStallMs = heartbeatMs * 2 + 5_000;
const healthyMs = 10_000;
const maxFrameChars = 64_000_000;

/**
 * The one live connection of a browser. It reads `GET /api/live` with fetch, because `EventSource`
 * gives up for good after one 502 and cannot see a stalled socket.
 */
export function createConnection({
  onFrame,
  onState,
  fetch: request = fetch,
  now = Date.now,
  random = Math.random,
  stallMs = defaultStallMs,
}: ConnectionOptions) {
  let watched: Watched = { jobs: [], list: false };
  let state = idleConnection;
  let current: AbortController | undefined;
  let wake: (() => void) | undefined;
  let lastEventId: string | undefined;

  function setState(change: Partial<ConnectionState>): void {
    const since = change.phase && change.phase !== state.phase ? now() : state.since;
    state = { ...state, since, ...change };
    onState(state);
  }

  async function run({ signal }: AbortController): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      const openedAt = now();
      const end = await connect(signal).catch(() => "failed" as const);
      if (signal.aborted) return;
      if (end === "ended") return setState({ phase: "idle", retryAt: null });
      if (now() - openedAt >= healthyMs) attempt = 0;
      const waitMs = toBackoffMs(attempt, random);
      setState({ phase: end === "signed-out" ? end : "reconnecting", retryAt: now() + waitMs });
      await pause(waitMs, signal);
    }
  }

  async function connect(signal: AbortSignal): Promise<"ended" | "cut" | "signed-out"> {
    const attempt = new AbortController();
    const abort = () => attempt.abort();
    signal.addEventListener("abort", abort, { once: true });
    let stall = setTimeout(abort, stallMs);
    const heard = () => {
      clearTimeout(stall);
      stall = setTimeout(abort, stallMs);
      const isNews = state.heardAt !== null && now() - state.heardAt >= 1_000;
      if (state.phase === "live" && isNews) setState({ heardAt: now() });
    };
    try {
      const response = await request(toLiveUrl(watched), {
        signal: attempt.signal,
        cache: "no-store",
        headers: {
          accept: "text/event-stream",
          ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
        },
      });
      if (response.status === 401) return "signed-out";
      if (!response.ok || !response.body) return "cut";
      return await readFrames(response.body, heard);
    } finally {
      clearTimeout(stall);
      signal.removeEventListener("abort", abort);
      attempt.abort();
    }
  }

  async function readFrames(body: ReadableStream<Uint8Array>, heard: () => void) {
    const open = new Set(watched.jobs);
    const decoder = new TextDecoder();
    const parser = createParser({
      onEvent: ({ id, event = "", data }) => {
        lastEventId = id ?? lastEventId;
        const frame = parseLiveFrame(event, data);
        if (frame.event === "clock") onClock(frame.data.now);
        if (frame.event === "problem" || (frame.event === "link" && frame.data.state === "ended"))
          open.delete(toJobKey(frame.data));
        onFrame(frame);
      },
      maxBufferSize: maxFrameChars,
    });
    const reader = body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      heard();
      parser.feed(decoder.decode(read.value, { stream: true }));
    }
    return open.size === 0 && !watched.list ? "ended" : "cut";
  }

  function onClock(serverNow: number): void {
    setState({ phase: "live", heardAt: now(), retryAt: null, skewMs: serverNow - now() });
  }

  async function pause(waitMs: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      signal.addEventListener("abort", wake, { once: true });
    });
    wake = undefined;
  }

  return {
    /** Watches exactly this from now on. The new stream begins with the present state of everything. */
    watch(next: Watched): void {
      if (toLiveUrl(next) === toLiveUrl(watched)) return;
      watched = next;
      lastEventId = undefined;
      current?.abort();
      current = undefined;
      if (next.jobs.length === 0 && !next.list) return setState({ phase: "idle", retryAt: null });
      current = new AbortController();
      if (state.phase === "idle") setState({ phase: "connecting" });
      void run(current);
    },
    /** Tries again at once: the network is back, or the laptop woke up. */
    retryNow(): void {
      wake?.();
    },
    close(): void {
      current?.abort();
    },
  };
}

function toLiveUrl({ jobs, list }: Watched): string {
  const query = new URLSearchParams(jobs.toSorted().map((key) => ["job", key]));
  if (list) query.set("list", "1");
  return `/api/live?${query}`;
}
