import { toAxis, type Axis } from "./axis.ts";
import { isInFuture, isTerminal, type Job, type JobEvent } from "../job.ts";
import { orderEvents } from "./order-events.ts";
import { isTimedEnd, toPhases, type Phase } from "./phases.ts";

export type EventMark = {
  event: JobEvent;
  /** Where on the axis, from 0 to 1; null without a time. */
  position: number | null;
  /** Since the previous event that has a time; null without one. */
  gapMs: number | null;
  /** Of the previous event that has a time. */
  previousAt: number | null;
};

/** What is usual for jobs of the same type: how long they run. */
export type Usual = { p50Ms: number; p95Ms: number };

export type UsualMark = { label: string; ms: number; position: number };

export type Timeline = {
  /** Where the axis begins; null when the job tells no time at all. */
  startAt: number | null;
  /** From the first bar to the end of the last, or to now; null without bars. */
  totalMs: number | null;
  isOpen: boolean;
  phases: Phase[];
  marks: EventMark[];
  axis: Axis;
  usual: UsualMark[];
  /** Sentences for the reader: what of the record does not add up. */
  warnings: string[];
};

/** Usual marks may lengthen the axis of a finished job so many times, no more. */
const maxStretch = 4;

/** The drawing of a job's life. The same for any order of its events and however often each came. */
export function toTimeline(job: Job, now: number, usual: Usual | null = null): Timeline {
  const events = orderEvents(job.events);
  const phases = toPhases(job, events, now);
  const times = phases.flatMap(({ startAt, durationMs }) => [startAt, startAt + durationMs]);
  const shown = times.length > 0 ? times : events.flatMap(({ at }) => (at === null ? [] : [at]));
  const startAt = shown.length === 0 ? null : shown.reduce((a, b) => Math.min(a, b));
  const endAt = shown.reduce((a, b) => Math.max(a, b), startAt ?? 0);
  const spanMs = startAt === null ? 0 : endAt - startAt;
  const isOpen = phases.some((phase) => phase.endAt === null);
  const usualEnds = toUsualEnds(
    phases,
    usual,
    startAt ?? 0,
    isOpen ? Infinity : spanMs * maxStretch,
  );
  const axis = toAxis(Math.max(spanMs, ...usualEnds.map((end) => end.endMs)));
  return {
    startAt,
    totalMs: times.length > 0 ? spanMs : null,
    isOpen,
    phases,
    marks: toMarks(events, startAt, axis.lengthMs),
    axis,
    usual: usualEnds.map(({ label, ms, endMs }) => ({
      label,
      ms,
      position: endMs / axis.lengthMs,
    })),
    warnings: toWarnings(job, events, now),
  };
}

type UsualEnd = { label: string; ms: number; endMs: number };

function toUsualEnds(
  phases: Phase[],
  usual: Usual | null,
  axisStart: number,
  limitMs: number,
): UsualEnd[] {
  const run = phases.find((phase) => phase.kind === "run");
  if (!run || !usual) return [];
  return [
    { label: "usually", ms: usual.p50Ms },
    { label: "95 % within", ms: usual.p95Ms },
  ]
    .map(({ label, ms }) => ({ label, ms, endMs: run.startAt - axisStart + ms }))
    .filter(({ ms, endMs }) => ms >= 0 && Number.isFinite(ms) && endMs <= limitMs);
}

function toMarks(events: JobEvent[], startAt: number | null, lengthMs: number): EventMark[] {
  let previousAt: number | null = null;
  return events.map((event) => {
    if (event.at === null) return { event, position: null, gapMs: null, previousAt };
    const before = previousAt;
    previousAt = event.at;
    const gapMs = event.at - (before ?? event.at);
    const position = (event.at - (startAt ?? event.at)) / lengthMs;
    return { event, position: Math.min(1, Math.max(0, position)), gapMs, previousAt: before };
  });
}

function toWarnings(job: Job, events: JobEvent[], now: number): string[] {
  const untimed = events.filter(({ at }) => at === null).length;
  const future = events.filter(({ at }) => at !== null && isInFuture(at, now)).length;
  const known = [job.createdAt, job.startedAt, job.finishedAt];
  const instants = known.filter((instant) => instant !== null);
  const isFuture = instants.some((instant) => isInFuture(instant, now));
  const isMixed = instants.some((instant, index) => instant < (instants[index - 1] ?? instant));
  const isUnended = isTerminal(job.status) && job.finishedAt === null && !events.some(isTimedEnd);
  const warnings: string[] = [];
  if (untimed > 0) {
    warnings.push(`${countOf(untimed, events.length)} no time; the order shown is the upstream’s.`);
  }
  if (future > 0) {
    warnings.push(`${countOf(future, events.length)} a time in the future; the clocks disagree.`);
  } else if (isFuture) {
    warnings.push("The job’s times lie in the future; the clocks disagree.");
  }
  if (isMixed || isOutOfOrder(job, events)) {
    warnings.push("The upstream’s times are out of order; what they do not allow is not drawn.");
  }
  if (isUnended) warnings.push("The upstream gave no time at which the job ended.");
  return warnings;
}

/** A job may end and begin anew, but nothing begins behind the end of one that has ended. */
function isOutOfOrder({ status: now }: Job, events: JobEvent[]): boolean {
  const timed = events.filter(({ at, kind }) => at !== null && kind === "status");
  const lastEnd = isTerminal(now) ? timed.findLastIndex(isTimedEnd) : -1;
  const laterStart = timed.findLastIndex(
    ({ status }) => status === "queued" || status === "running",
  );
  const firstRun = timed.findIndex(({ status }) => status === "running");
  const firstWait = timed.findIndex(({ status }) => status === "queued");
  return (lastEnd >= 0 && lastEnd < laterStart) || (firstRun >= 0 && firstRun < firstWait);
}

function countOf(count: number, total: number): string {
  return `${count} of ${total} events ${count === 1 ? "carries" : "carry"}`;
}
