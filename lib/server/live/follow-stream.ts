import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";
import type { Link } from "#lib/domain/live-frame.ts";
import { ProblemError, problems, type ProblemCode } from "#lib/domain/problem.ts";
import type { StreamingSource } from "../sources/source.ts";
import { createLinkTeller, type LinkTeller } from "./link-teller.ts";

/** The upstream's record may lag behind the terminal event of its stream by this many reads. */
const maxLaggingReads = 5;
const streamFailures: ReadonlySet<ProblemCode> = new Set([
  ...(["upstream_error", "upstream_invalid", "upstream_timeout"] as const),
  ...(["not_found", "upstream_forbidden"] as const),
]);

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
 * nothing can fall between the two; only then is the link called live. Throws what is no `ProblemError`.
 */
export async function followStream(options: FollowOptions): Promise<void> {
  const { source, signal, setLink, now = Date.now, random = Math.random } = options;
  const link = createLinkTeller({ source, setLink, now, random });
  let laggingReads = 0;

  link.startWaiting();
  try {
    while (!signal.aborted) {
      const connectedAt = now();
      let problem: ProblemError | undefined;
      try {
        const end = await connectOnce(options, link);
        if (end === "finished") return;
        if (end === "lagging" && ++laggingReads > maxLaggingReads) return;
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof ProblemError)) throw error;
        problem = error;
      }
      link.startWaiting();
      if (link.recoverIfHealthy(connectedAt) && !problem) continue;
      await sleep(link.backOff(problem), undefined, { signal, ref: false }).catch(ignoreAbort);
    }
  } finally {
    link.stopWaiting();
  }
}

type StreamEnd = "finished" | "lagging" | "closed";

async function connectOnce(
  { id, source, signal, ingest, now = Date.now }: FollowOptions,
  link: LinkTeller,
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
    link.heard();
    if (terminalRead) return;
    link.stopWaiting();
    link.tell("live", now(), null);
  };
  try {
    const stream = source.watchJob(id, {
      signal: connection.signal,
      priority: "watch",
      onByte: link.heard,
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
    if (reading === undefined && isOfStreamAlone(error) && !signal.aborted) {
      const fact = await source.getJob(id, { signal, priority: "watch" });
      await ingest(fact);
      link.heard();
      if (isTerminal(fact.fields.status ?? "unknown")) return "finished";
      // The job is there, whatever the stream's refusal says of it.
      if (!problems[error.code].retry)
        throw new ProblemError("upstream_error", error.message, { cause: error });
    }
    throw readFailure ?? error;
  } finally {
    signal.removeEventListener("abort", abort);
    connection.abort();
    await reading;
  }
}

/** Where streams are refused, the job itself may still be told: each try reads it once. */
function isOfStreamAlone(error: unknown): error is ProblemError {
  return error instanceof ProblemError && streamFailures.has(error.code);
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === "AbortError")) throw error;
}
