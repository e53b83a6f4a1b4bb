import { isInFuture, isTerminal, type Job, type JobEvent, type JobStatus } from "../job.ts";

/**
 * A bar of the timeline. `endAt` is null while it grows; `durationMs` then runs until now. `whole` is from the creation
 * on, of a job whose start nobody told: how much of it was waiting is not known.
 */
export type Phase = {
  kind: "wait" | "run" | "whole" | "stage";
  label: string;
  status: JobStatus;
  startAt: number;
  endAt: number | null;
  durationMs: number;
};

/**
 * The bars of a job: how long it waited, how long it ran, and its stages where it tells them. The
 * events must be in order. What the job does not tell is left out, never guessed, and so is what has yet to begin by its times.
 */
export function toPhases(job: Job, events: JobEvent[], now: number): Phase[] {
  const { createdAt } = withCreation({ ...job, events });
  const startedAt = job.startedAt ?? firstAt(events, isSignOfWork);
  const finishedAt = isTerminal(job.status) ? (job.finishedAt ?? lastTerminalAt(events)) : null;
  const isOpen = !isTerminal(job.status);
  const known = { createdAt, startedAt, finishedAt, runMs: job.runMs, isOpen };
  const main = toMainPhases(job.status, known, now);
  const stages = toStages(events, { finishedAt, isOpen, status: job.status }, now);
  return [...main, ...stages].filter(
    (phase) => phase.endAt !== null || !isInFuture(phase.startAt, now),
  );
}

/**
 * The job with a creation that nobody told read off the upstream's own record. It is never stored: later
 * facts could not tell it from one that was said.
 */
export function withCreation(job: Job): Job {
  if (job.createdAt !== null) return job;
  const { startedAt } = job;
  const createdAt = firstAt(
    job.events,
    ({ status, origin }) => status === "queued" && origin === "upstream",
  );
  const hasWaited = createdAt !== null && startedAt !== null && createdAt <= startedAt;
  return { ...job, createdAt, queueMs: hasWaited ? startedAt - createdAt : job.queueMs };
}

type Known = {
  createdAt: number | null;
  startedAt: number | null;
  finishedAt: number | null;
  runMs: number | null;
  isOpen: boolean;
};

function toMainPhases(status: JobStatus, known: Known, now: number): Phase[] {
  const { createdAt, startedAt, finishedAt, runMs, isOpen } = known;
  const phases: Phase[] = [];
  const add = (
    kind: Phase["kind"],
    label: string,
    startAt: number | null,
    endAt: number | null,
  ) => {
    if (startAt === null || (endAt !== null && endAt < startAt)) return;
    if (endAt === null && !isOpen) return;
    const tint = kind === "wait" && status !== "canceled" ? "queued" : status;
    phases.push(toPhase({ kind, label, status: tint, startAt, endAt }, now));
  };
  if (status === "queued") {
    add("wait", "Waiting", createdAt, null);
  } else if (startedAt !== null) {
    add("wait", "Waited", createdAt, startedAt);
    add("run", isOpen ? "Running" : "Ran", startedAt, finishedAt);
  } else if (status === "canceled" && runMs === null) {
    add("wait", "Waited", createdAt, finishedAt);
  } else {
    const isRun = finishedAt !== null && createdAt !== null && finishedAt - createdAt === runMs;
    add(isRun ? "run" : "whole", isOpen ? "Since created" : "Took", createdAt, finishedAt);
  }
  return phases;
}

function toStages(
  events: readonly JobEvent[],
  job: Pick<Known, "finishedAt" | "isOpen"> & { status: JobStatus },
  now: number,
): Phase[] {
  const stages = events.filter((event) => event.kind === "stage" && event.at !== null);
  return stages.flatMap((stage, index): Phase[] => {
    const next = stages[index + 1];
    const endAt = next ? next.at : job.finishedAt;
    if (stage.at === null || (endAt === null && !job.isOpen)) return [];
    if (endAt !== null && endAt < stage.at) return [];
    const label = stage.rawStatus ?? stage.message ?? "Stage";
    const status = next ? "succeeded" : job.status;
    return [toPhase({ kind: "stage", label, status, startAt: stage.at, endAt }, now)];
  });
}

function toPhase(phase: Omit<Phase, "durationMs">, now: number): Phase {
  return { ...phase, durationMs: Math.max(0, (phase.endAt ?? now) - phase.startAt) };
}

/** Whether the event ends the job at a known time. */
export function isTimedEnd({ at, status }: JobEvent): boolean {
  return at !== null && status !== null && isTerminal(status);
}

function isSignOfWork({ status, kind }: JobEvent): boolean {
  return status === "running" || kind === "progress" || kind === "stage";
}

function firstAt(
  events: readonly JobEvent[],
  matches: (event: JobEvent) => boolean,
): number | null {
  return events.find((event) => event.at !== null && matches(event))?.at ?? null;
}

function lastTerminalAt(events: readonly JobEvent[]): number | null {
  return events.findLast(isTimedEnd)?.at ?? null;
}
