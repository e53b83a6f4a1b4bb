import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";
import type { Link } from "#lib/domain/live-frame.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Source } from "../sources/source.ts";
import { createLinkTeller } from "./link-teller.ts";
import { describeCadence, toPollDelayMs } from "./poll-cadence.ts";
import type { WakeableRest } from "./wakeable-rest.ts";

/** Of a delay, so that jobs polled at the same pace do not ask in step. */
const jitter = 0.1;
/** The upstream's record may lag behind the end that the job tells by this many polls. */
const maxLaggingPolls = 15;
/** The cadence is told anew when it differs by more than this from what was told. */
const retellShare = 0.25;

export type FollowPollsOptions = {
  /** As it is known; not terminal. */
  job: Job;
  source: Source;
  signal: AbortSignal;
  ingest(fact: JobFact): Promise<Job>;
  setLink(link: Link): void;
  /** Jobs polled at this upstream now, this one included. */
  countPolled(): number;
  rest: WakeableRest["rest"];
  now?: () => number;
  random?: () => number;
};

/**
 * Follows one job by asking for it, until a whole read says that it has ended, or the signal aborts.
 * Quick after a change and near the expected end, slower while nothing moves, and never more than
 * the upstream's budget bears. Several viewers share one poller: the job's watch. Throws what is no `ProblemError`.
 */
export async function followPolls(options: FollowPollsOptions): Promise<void> {
  const { source, signal, ingest, setLink, countPolled, rest } = options;
  const { now = Date.now, random = Math.random } = options;
  let { job } = options;
  let cursor: string | null = null;
  const link = createLinkTeller({ source, setLink, now, random });
  let changedAt = now();
  let laggingPolls = 0;
  let toldMs = 0;
  let pollingSince = now();

  function tellCadence(delayMs: number): void {
    const isWell = link.isWell();
    if (isWell && Math.abs(delayMs - toldMs) <= toldMs * retellShare) return;
    if (!isWell) pollingSince = now();
    toldMs = delayMs;
    link.tell("polling", pollingSince, describeCadence(delayMs));
  }

  while (!signal.aborted) {
    let waitMs: number;
    link.startWaiting();
    try {
      const known = job;
      const answer: Poll = await pollOnce(source, job.id, cursor, signal);
      for (const fact of answer.facts) job = await ingest(fact);
      cursor = answer.cursor;
      link.recover();
      link.heard();
      if (answer.facts.some(isFinal)) return;
      if (isTerminal(job.status)) {
        if (laggingPolls === 0) {
          // Another answer may have told of the end first.
          const fact = await source.getJob(job.id, { signal, priority: "watch" });
          job = await ingest(fact);
          if (isFinal(fact)) return;
        }
        laggingPolls += 1;
        if (laggingPolls > maxLaggingPolls) return;
      }
      if (isMoved(known, job)) changedAt = now();
      const limitPerMinute = source.budget().limit;
      const situation = { job, now: now(), changedAt, polled: countPolled(), limitPerMinute };
      waitMs = toPollDelayMs(situation);
      tellCadence(waitMs);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ProblemError)) throw error;
      waitMs = link.backOff(error);
    } finally {
      link.stopWaiting();
    }
    const jitteredMs = waitMs * (1 - jitter / 2 + jitter * random());
    await rest(jitteredMs, signal);
  }
}

type Poll = { facts: JobFact[]; cursor: string | null };

async function pollOnce(
  source: Source,
  id: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Poll> {
  const options = { signal, priority: "watch" } as const;
  if (source.pollJob) return await source.pollJob(id, cursor, options);
  return { facts: [await source.getJob(id, options)], cursor: null };
}

function isFinal({ origin, fields, isLagging }: JobFact): boolean {
  return (
    !isLagging && origin === "read" && fields.status !== undefined && isTerminal(fields.status)
  );
}

function isMoved(before: Job, after: Job): boolean {
  const [a, b] = [before, after].map(({ status, progress, events, detail, cancelAskedAt }) =>
    JSON.stringify([status, progress, events.length, detail?.nodes, cancelAskedAt]),
  );
  return a !== b;
}
