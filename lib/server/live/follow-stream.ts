import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { toBackoffMs } from "#lib/domain/backoff.ts";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";
import type { Link } from "#lib/domain/live-frame.ts";
import { ProblemError, problems } from "#lib/domain/problem.ts";
import type { StreamingSource } from "../sources/source.ts";

/** A stream that lived this long was healthy: the next failure starts a fresh backoff. */
const healthyMs = 10_000;
/** Without news from the upstream for this long, the link is called stale. */
const staleMs = 60_000;
/** A failure that asking again will hardly mend is still retried, this seldom. */
const hopelessRetryMs = 60_000;
/** The upstream's record may lag behind the terminal event of its stream by this many reads. */
const maxLaggingReads = 5;

export type FollowOptions = {
  id: string;
  source: StreamingSource;
  signal: AbortSignal;
  ingest(fact: JobFact): Promise<Job>;
  setLink(link: Link): void;
  now?: () => number;
  random?: () => number;
};

/**
 * Follows one job over the upstream's stream until it is terminal and its record is read, or the
 * signal aborts. After every connect the record is read while the stream is already open, so
 * nothing can fall between the two; only then is the link called live.
 */
export async function followStream(options: FollowOptions): Promise<void> {
  const { signal, setLink, now = Date.now, random = Math.random } = options;
  let attempt = 0;
  let laggingReads = 0;
  let heardAt = now();

  while (!signal.aborted) {
    const connectedAt = now();
    let failure: unknown;
    try {
      const end = await connectOnce(options, () => {
        heardAt = now();
      });
      if (end === "finished") return;
      if (end === "lagging" && ++laggingReads > maxLaggingReads) return;
    } catch (error) {
      if (signal.aborted) return;
      failure = error;
    }
    if (now() - connectedAt >= healthyMs) {
      attempt = 0;
      if (failure === undefined) continue;
    }
    const problem = failure instanceof ProblemError ? failure : undefined;
    if (failure !== undefined && !problem) throw failure;
    const hopeless = problem !== undefined && !problems[problem.code].retry;
    const waitMs = hopeless
      ? hopelessRetryMs
      : toBackoffMs(attempt++, random, problem?.retryAfterMs);
    if (problem || laggingReads > 0) {
      setLink({
        state: hopeless || now() - heardAt > staleMs ? "stale" : "reconnecting",
        since: heardAt,
        detail: problem?.message ?? null,
        retryAt: now() + waitMs,
      });
    }
    await sleep(waitMs, undefined, { signal, ref: false }).catch(ignoreAbort);
  }
}

type StreamEnd = "finished" | "lagging" | "closed";

async function connectOnce(
  { id, source, signal, ingest, setLink, now = Date.now }: FollowOptions,
  heard: () => void,
): Promise<StreamEnd> {
  const connection = new AbortController();
  const abort = () => connection.abort();
  signal.addEventListener("abort", abort, { once: true });
  let terminalRead = false;
  let reading: Promise<void> | undefined;
  let readFailure: unknown;

  const read = async () => {
    const fact = await source.getJob(id, { signal: connection.signal, priority: "watch" });
    terminalRead = isTerminal(fact.fields.status ?? "unknown");
    await ingest(fact);
    heard();
    if (!terminalRead) setLink({ state: "live", since: now(), detail: null, retryAt: null });
  };
  try {
    const stream = source.watchJob(id, {
      signal: connection.signal,
      priority: "watch",
      onByte: heard,
      onOpen: () => {
        reading = read().catch((error: unknown) => {
          readFailure = error;
          connection.abort();
        });
      },
    });
    let ended = false;
    for await (const fact of stream) {
      const job = await ingest(fact);
      ended = isTerminal(job.status);
      if (ended) break;
    }
    await reading;
    if (readFailure !== undefined) throw readFailure;
    if (terminalRead) return "finished";
    if (!ended) return "closed";
    await read();
    return terminalRead ? "finished" : "lagging";
  } catch (error) {
    throw readFailure ?? error;
  } finally {
    signal.removeEventListener("abort", abort);
    connection.abort();
    await reading;
  }
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === "AbortError")) throw error;
}
