import { isTerminal } from "../job.ts";
import type { Job, JobError, JobEvent } from "../job.ts";

/** What the upstream itself said in one fact. */
type SaidTimes = {
  startedAt?: number | null;
  finishedAt?: number | null;
  runMs?: number | null;
};

/**
 * Start, end, durations and the reason of failure, from what was said or else from the events.
 * A time that was read off the events before is read again; one that was said stays.
 */
export function deriveFromEvents(known: Job, job: Job, said: SaidTimes, isNewer: boolean): Job {
  const settle = (
    find: (events: readonly JobEvent[]) => number | null,
    before: number | null,
    now: number | null,
  ): number | null => {
    const knownSaid = before === find(known.events) ? null : before;
    return (isNewer ? (now ?? knownSaid) : (knownSaid ?? now)) ?? find(job.events);
  };
  const hasEnded = isTerminal(job.status);
  const wasEndSaid =
    isTerminal(known.status) && !(isRunSaid(known) && known.finishedAt === toEstimatedEnd(known));
  const startedAt = settle(findStart, known.startedAt, said.startedAt ?? null);
  const runMs = settleRun(known, said.runMs ?? null, isNewer);
  const saidOrSeenEnd = hasEnded
    ? settle(
        findEnd,
        wasEndSaid ? known.finishedAt : findEnd(known.events),
        said.finishedAt ?? null,
      )
    : null;
  const finishedAt =
    saidOrSeenEnd ??
    (hasEnded ? toEstimatedEnd({ createdAt: job.createdAt, startedAt, runMs }) : null);
  const hasFailed = hasEnded && job.status !== "succeeded";
  return {
    ...job,
    startedAt,
    finishedAt,
    queueMs: toDuration(job.createdAt, startedAt),
    runMs: hasEnded ? (runMs ?? toDuration(startedAt, finishedAt)) : null,
    error: job.error ?? (hasFailed ? findError(job) : null),
  };
}

function isRunSaid({ runMs, startedAt, finishedAt }: Job): boolean {
  return runMs !== toDuration(startedAt, finishedAt);
}

/** What the upstream said of the run itself; null where it is read off the times. */
function settleRun(known: Job, said: number | null, isNewer: boolean): number | null {
  const knownSaid = isRunSaid(known) ? known.runMs : null;
  return isNewer ? (said ?? knownSaid) : (knownSaid ?? said);
}

/** The end at the earliest, where only the run's length is known: the wait may come on top. */
function toEstimatedEnd({
  createdAt,
  startedAt,
  runMs,
}: Pick<Job, "createdAt" | "startedAt" | "runMs">): number | null {
  if (createdAt === null || runMs === null) return null;
  return Math.max(createdAt + runMs, startedAt ?? -Infinity);
}

function findStart(events: readonly JobEvent[]): number | null {
  const times = listTimes(events, (event) => event.status === "running");
  return times.length > 0 ? Math.min(...times) : null;
}

function findEnd(events: readonly JobEvent[]): number | null {
  const times = listTimes(events, isEnd);
  return times.length > 0 ? Math.max(...times) : null;
}

/** Of an end like the job's own: what failed before it began anew is no reason for how it ended. */
function findError({ events, status }: Job): JobError | null {
  const isReason = (event: JobEvent): boolean =>
    isEnd(event) && event.status === status && event.error !== null;
  return events.findLast(isReason)?.error ?? null;
}

/** The upstream's own times where it gives any, else those that Gantry saw. */
function listTimes(events: readonly JobEvent[], isWanted: (event: JobEvent) => boolean): number[] {
  const timed = events.flatMap((event) =>
    isWanted(event) && event.at !== null ? [{ at: event.at, origin: event.origin }] : [],
  );
  const own = timed.filter(({ origin }) => origin === "upstream");
  return (own.length > 0 ? own : timed).map(({ at }) => at);
}

function isEnd({ kind, status }: JobEvent): boolean {
  return kind === "status" && status !== null && isTerminal(status);
}

function toDuration(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : to - from;
}
