import { toBackoffMs } from "#lib/domain/backoff.ts";
import { toJobKey } from "#lib/domain/job.ts";
import { heartbeatMs, type Clock, type LiveFrame } from "#lib/domain/live-frame.ts";
import { idleConnection, type ConnectionState, type Watched } from "./connection-state.ts";
import { readFrames } from "./read-frames.ts";

export type ConnectionOptions = {
  onFrame(frame: LiveFrame): void;
  onState(state: ConnectionState): void;
  fetch?: (path: string, init: RequestInit) => Promise<Response>;
  now?: () => number;
  random?: () => number;
  stallMs?: number;
  firstFrameMs?: number;
  streamRetryMs?: number;
};

/** Two missed heartbeats and some air: the connection is dead, whatever the socket says. */
const defaultStallMs = heartbeatMs * 2 + 5_000;
/** One missed heartbeat and some air: where there is a reason to doubt the socket, it is not waited for. */
const lateMs = heartbeatMs + 5_000;
/** Gantry greets at once; a stream that stays silent this long is held back on the way. */
const defaultFirstFrameMs = 8_000;
/** While polling, a stream is tried again this often. */
const defaultStreamRetryMs = 60_000;
/** After this many streams in a row without a frame, polling is tried. */
const maxMuteStreams = 2;
const minPollGapMs = 1_000;
/** A stream that begins anew tells lists what changed in the last 20 s; some of them pass on the way. */
const retoldMs = 18_000;
const healthyMs = 10_000;

type Way = "live" | "polling";
type End = { kind: "ended" | "cut" | "signed-out"; hasSpoken: boolean; retryAfterMs?: number };

/**
 * The one live connection of a browser. It reads `GET /api/live` with fetch, because `EventSource`
 * gives up for good after one 502 and cannot see a stalled socket. Where no stream comes through
 * but answers do, it polls.
 */
export function createConnection({
  onFrame,
  onState,
  fetch: request = fetch,
  now = Date.now,
  random = Math.random,
  stallMs = defaultStallMs,
  firstFrameMs = defaultFirstFrameMs,
  streamRetryMs = defaultStreamRetryMs,
}: ConnectionOptions) {
  let watched: Watched = { jobs: [], list: false };
  let state = idleConnection;
  let current: AbortController | undefined;
  let wake: (() => void) | undefined;
  let lastEventId: string | undefined;
  /** Up to here whoever watches the list was told of everything; undefined while nobody does. */
  let listHeardAt: number | undefined;

  function setState(change: Partial<ConnectionState>): void {
    const since = change.phase && change.phase !== state.phase ? now() : state.since;
    state = { ...state, since, ...change };
    onState(state);
  }

  async function run({ signal }: AbortController): Promise<void> {
    let attempt = 0;
    let muteStreams = 0;
    while (!signal.aborted) {
      const openedAt = now();
      let end = await ask("live", new Set(), signal);
      if (end.kind === "cut") muteStreams = end.hasSpoken ? 0 : muteStreams + 1;
      if (muteStreams >= maxMuteStreams && !signal.aborted) {
        end = await poll(signal);
        // One more silent stream is enough to go on polling.
        muteStreams = maxMuteStreams - 1;
        if (end.kind === "cut" && end.hasSpoken) continue;
      }
      if (signal.aborted) return;
      if (end.kind === "ended") return setState({ phase: "idle", retryAt: null });
      if (now() - openedAt >= healthyMs && end.hasSpoken) attempt = 0;
      const waitMs = toBackoffMs(attempt++, random, end.retryAfterMs);
      const phase = end.kind === "signed-out" ? end.kind : "reconnecting";
      setState({ phase, retryAt: now() + waitMs });
      await pause(waitMs, signal);
    }
  }

  /** Asks again and again until it is time to try a stream; `hasSpoken` when that worked to the end. */
  async function poll(signal: AbortSignal): Promise<End> {
    const until = now() + streamRetryMs;
    const settled = new Set<string>();
    for (;;) {
      const askedAt = now();
      const end = await ask("polling", settled, signal);
      if (signal.aborted || end.kind !== "cut" || !end.hasSpoken || now() >= until) return end;
      await pause(Math.max(0, askedAt + minPollGapMs - now()), signal);
    }
  }

  /**
   * One answer, read to its end. The jobs of which nothing more will come are added to `settled`, and not asked for:
   * their news is old, and a poll that had it for an answer would not wait for any other.
   */
  async function ask(way: Way, settled: Set<string>, signal: AbortSignal): Promise<End> {
    const jobs = watched.jobs.filter((key) => !settled.has(key));
    const askedAt = now();
    const attempt = new AbortController();
    const abort = () => attempt.abort();
    signal.addEventListener("abort", abort, { once: true });
    let hasSpoken = false;
    let skewMs: number | undefined;
    let stall = setTimeout(abort, way === "live" ? firstFrameMs : stallMs);
    const onByte = () => {
      clearTimeout(stall);
      stall = setTimeout(abort, stallMs);
      const isNews = state.heardAt !== null && now() - state.heardAt >= 1_000;
      if (hasSpoken && isNews) setState({ heardAt: now() });
    };
    try {
      const response = await request(toLiveUrl({ ...watched, jobs }, way), {
        signal: attempt.signal,
        cache: "no-store",
        headers: lastEventId === undefined ? {} : { "last-event-id": lastEventId },
      });
      if (response.status === 401) return { kind: "signed-out", hasSpoken };
      if (!response.ok || !response.body)
        return { kind: "cut", hasSpoken, retryAfterMs: readRetryAfter(response) };
      await readFrames(response.body, {
        onByte,
        onFrame: (frame, id) => {
          const isLate = listHeardAt !== undefined && now() - listHeardAt > retoldMs;
          const hasMissed = !hasSpoken && lastEventId === undefined && isLate;
          hasSpoken = true;
          lastEventId = id ?? lastEventId;
          if (frame.event === "clock") {
            // A poll may be held back on the way until it ends; its first clock was read as it began.
            if (way === "live") skewMs = frame.data.now - now();
            else skewMs ??= frame.data.now - askedAt;
            onClock(frame.data, way, skewMs);
          }
          if (frame.event === "problem" || (frame.event === "link" && frame.data.state === "ended"))
            settled.add(toJobKey(frame.data));
          onFrame(frame);
          if (hasMissed) onFrame({ event: "jobs", data: { changed: [], missed: true } });
          if (watched.list) listHeardAt = now();
        },
      });
      const hasEnded = !watched.list && watched.jobs.every((key) => settled.has(key));
      return { kind: hasEnded ? "ended" : "cut", hasSpoken };
    } catch {
      // The network failed, the answer was given up for its silence, or it made no sense: all are tried again.
      return { kind: "cut", hasSpoken };
    } finally {
      clearTimeout(stall);
      signal.removeEventListener("abort", abort);
      attempt.abort();
    }
  }

  function onClock(clock: Clock, way: Way, skewMs: number): void {
    setState({
      phase: way,
      heardAt: now(),
      retryAt: null,
      skewMs,
      failing: clock.failing ?? [],
      version: clock.version ?? null,
    });
  }

  async function pause(waitMs: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      wake = done;
      signal.addEventListener("abort", done, { once: true });
    });
    wake = undefined;
  }

  function begin(): void {
    current?.abort();
    current = new AbortController();
    void run(current);
  }

  return {
    /**
     * Watches exactly this from now on; what is watched already goes on, unless it is to begin anew. The new stream
     * begins with the present state of everything.
     */
    watch(next: Watched, { anew = false } = {}): void {
      const isSame = toLiveUrl(next, "live") === toLiveUrl(watched, "live");
      if (isSame && !anew && state.phase !== "idle") return;
      watched = next;
      lastEventId = undefined;
      if (!next.list) listHeardAt = undefined;
      current?.abort();
      if (next.jobs.length === 0 && !next.list) return setState({ phase: "idle", retryAt: null });
      if (state.phase === "idle") setState({ phase: "connecting" });
      begin();
    },
    /** Tries again at once: the network is back, or the laptop woke up. */
    retryNow(): void {
      wake?.();
      const { phase, heardAt } = state;
      const isUp = phase === "live" || phase === "polling";
      if (!isUp || heardAt === null || now() - heardAt <= lateMs) return;
      setState({ phase: "reconnecting", retryAt: null });
      begin();
    },
    close(): void {
      current?.abort();
    },
  };
}

function toLiveUrl({ jobs, list }: Watched, way: Way): string {
  const query = new URLSearchParams(jobs.toSorted().map((key) => ["job", key]));
  if (list) query.set("list", "1");
  if (way === "polling") query.set("poll", "1");
  return `/api/live?${query}`;
}

/** Milliseconds; the header counts in seconds. */
function readRetryAfter({ headers }: Response): number {
  const seconds = Number(headers.get("retry-after"));
  return Number.isFinite(seconds) ? Math.min(seconds, 300) * 1_000 : 0;
}
