import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { applyFrame, type LiveJob } from "#lib/domain/apply-frame.ts";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal, type Job, type JobRef } from "#lib/domain/job.ts";
import type { Link, LiveFrame } from "#lib/domain/live-frame.ts";
import { ProblemError, problems, toProblemDocument } from "#lib/domain/problem.ts";
import type { FoundJob } from "../jobs/get-job.ts";
import { isStreaming, type Source } from "../sources/source.ts";
import type { Change, Store } from "../store/open-store.ts";
import { followPolls } from "./follow-polls.ts";
import { followStream } from "./follow-stream.ts";
import { createLinkTeller, type LinkTeller } from "./link-teller.ts";
import type { Opening } from "./opening.ts";
import type { PolledJobs } from "./polled-jobs.ts";
import { createWakeableRest } from "./wakeable-rest.ts";
import { createFrameLog, type FrameEncoder, type SentFrame } from "./frame-log.ts";

export type WatchContext = {
  store: Store;
  sources: ReadonlyMap<string, Source>;
  polled: PolledJobs;
  encoder: FrameEncoder;
  /** The job as the store or the upstream has it; throws `ProblemError`. */
  getJob(ref: JobRef): Promise<FoundJob>;
  now(): number;
  random(): number;
  /** For failures that are nobody's `ProblemError`. */
  onError(error: unknown): void;
};

export type Receiver = { send(frame: SentFrame): void };

/**
 * The one watch of one job. It follows the upstream until the job has ended, the watch is stopped
 * or following is hopeless, and sends frames to whoever is in `receivers`. `onEnd` runs once,
 * unless `stop` came first.
 */
export function startJobWatch(ref: JobRef, context: WatchContext, onEnd: () => void) {
  const { store, sources, polled, encoder, getJob, now, random, onError } = context;
  const receivers = new Set<Receiver>();
  const frames = createFrameLog(encoder.seq);
  const following = new AbortController();
  const { signal } = following;
  const pause = createWakeableRest();
  /** What the frames sent so far add up to. */
  let told: LiveJob | undefined;
  let link: Link | undefined;

  function publish(frame: LiveFrame): void {
    const sent = encoder.encode(frame);
    frames.add(sent);
    for (const receiver of receivers) receiver.send(sent);
    told &&= applyFrame(told, frame);
  }

  /** Unless all of it has been told: another answer, or another Gantry, may have brought it first. */
  function publishJob(job: Job): void {
    const isTold = told !== undefined && isSame(told.job, job);
    told = { job, link: null, problem: null };
    if (!isTold) publish({ event: "job", data: job });
  }

  function setLink(next: Link): void {
    link = next;
    publish({ event: "link", data: { ...ref, ...next } });
  }

  /** Tries for as long as that may help: what fails in Gantry itself, its database say, ends no watch. */
  async function follow(): Promise<void> {
    const teller = createLinkTeller({ source: sources.get(ref.source), setLink, now, random });
    while (!signal.aborted) {
      const startedAt = now();
      try {
        return await followToEnd(teller);
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof ProblemError)) onError(error);
        const problem = toProblem(error);
        if (!problems[problem.code].retry) throw problem;
        if (teller.recoverIfHealthy(startedAt)) teller.heard();
        const waitMs = teller.backOff(problem);
        await sleep(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  /** Tells what is known, then begins with a read, so that it makes up for what an earlier try has lost. */
  async function followToEnd(teller: LinkTeller): Promise<void> {
    const known = told ? undefined : await store.findJob(ref);
    if (known && !told) publishJob(known);
    teller.startWaiting();
    const { job: first, problem } = await getJob(ref).finally(teller.stopWaiting);
    if (!problem) teller.heard();
    if (!told || (isTerminal(first.status) && !isTerminal(told.job.status))) publishJob(first);
    // It has ended, but what its record then said is still to be read.
    if (problem && isTerminal(first.status) && problems[problem.code].retry) throw problem;
    const source = sources.get(ref.source);
    // A record that lagged behind the end is not read whole.
    const isLagging = async () => !problem && (await store.findReadAt(ref)) === null;
    if (source && (!isTerminal(first.status) || (await isLagging()))) {
      await followUpstream(source, told?.job ?? first);
      if (signal.aborted) return;
      publishJob((await store.findJob(ref)) ?? first);
    }
    setLink({ state: "ended", since: now(), detail: null, retryAt: null });
  }

  async function followUpstream(source: Source, known: Job): Promise<void> {
    const ingest = async (fact: JobFact) => (await store.ingest(fact)).job;
    const common = { signal, now, random, setLink, ingest };
    if (isStreaming(source)) return followStream({ ...common, id: ref.id, source });
    const leavePolled = polled.join(ref.source);
    try {
      const { rest } = pause;
      const countPolled = () => polled.count(ref.source);
      await followPolls({ ...common, job: known, source, rest, countPolled });
    } finally {
      leavePolled();
    }
  }

  follow()
    .catch((error: unknown) => {
      if (signal.aborted) return;
      publish({ event: "problem", data: { ...toProblemDocument(error, "live"), ...ref } });
      if (!(error instanceof ProblemError)) onError(error);
    })
    .finally(() => {
      if (!signal.aborted) onEnd();
    });

  return {
    receivers,
    /** Hands a change in the store on to the receivers. */
    publishChange(change: Change): void {
      const { job } = change;
      if (job.cancelAskedAt !== told?.job.cancelAskedAt) pause.wake();
      if (!told) return publishJob(job);
      const { seq: lastSeq = 0 } = told.job.events.at(-1) ?? {};
      const entries = change.newEvents.filter(({ seq }) => seq > lastSeq);
      for (const event of entries) publish({ event: "event", data: { ...ref, event } });
      // An entry that is told anew, by the upstream itself say, is no other one.
      const isRetold = entries.length < change.newEvents.length;
      // What another Gantry has stored may be heard of later than what was stored after it.
      const isGap = told.job.events.length < job.events.length;
      if (change.state || change.reordered || isRetold || isGap) return publishJob(job);
      if (change.progress) publish({ event: "progress", data: { ...ref, progress: job.progress } });
      told = { ...told, job: { ...told.job, observedAt: job.observedAt } };
    },
    /** What a viewer missed, or the whole present when that is unknown or too long ago. */
    catchUp(opening: Opening): void {
      const missed = frames.after(opening.resumeSeq);
      if (missed) return opening.repeat(missed);
      if (told) opening.tell({ event: "job", data: told.job });
      if (link) opening.tell({ event: "link", data: { ...ref, ...link } });
    },
    stop: () => following.abort(),
  };
}
export type JobWatch = ReturnType<typeof startJobWatch>;

/** Whether the two say the same of the job, whenever it was heard. */
function isSame(a: Job, b: Job): boolean {
  return isDeepStrictEqual({ ...a, observedAt: 0 }, { ...b, observedAt: 0 });
}

function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError("internal", toProblemDocument(error, "live").detail, { cause: error });
}
