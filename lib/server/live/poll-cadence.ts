import "server-only";
import type { Job } from "#lib/domain/job.ts";

/** Right after a change, and where the end is near. */
const quickMs = 1_000;
/** A person who watches a running job sees a change within 3 s, the upstream's answer included. */
const slowestRunningMs = 2_600;
const slowestWaitingMs = 5_000;
/** Each second without a change makes the next wait this much longer. */
const slowdown = 0.1;
const nearEndMs = 6_000;
/** Of a minute's requests, what the polls of all jobs may take together. */
const pollShare = 0.6;

export type PollSituation = {
  job: Job;
  now: number;
  /** When something about the job last changed, or somebody asked to cancel it. */
  changedAt: number;
  /** Jobs polled at this upstream now, this one included. */
  polled: number;
  /** The upstream's requests a minute; null when nothing is known. */
  limitPerMinute: number | null;
};

/** How long to wait before the next poll, in milliseconds, jitter not included. */
export function toPollDelayMs(situation: PollSituation): number {
  const { job, now, changedAt, polled, limitPerMinute } = situation;
  const slowestMs = job.status === "running" ? slowestRunningMs : slowestWaitingMs;
  const endAt = expectEnd(job, now);
  const isNearEnd = endAt !== null && endAt - now < nearEndMs;
  const wantedMs = isNearEnd ? quickMs : quickMs + (now - changedAt) * slowdown;
  const leastMs = limitPerMinute === null ? 0 : (60_000 * polled) / (limitPerMinute * pollShare);
  return Math.max(Math.min(wantedMs, slowestMs), leastMs);
}

/** When the job will end if it goes on as it went so far; null when its progress says too little. */
function expectEnd({ startedAt, createdAt, progress }: Job, now: number): number | null {
  const begunAt = startedAt ?? createdAt;
  const fraction = progress?.fraction ?? 0;
  if (begunAt === null || fraction < 0.05) return null;
  return begunAt + (now - begunAt) / fraction;
}

/** `every 1.5 s`, for people. */
export function describeCadence(delayMs: number): string {
  return `every ${(delayMs / 1_000).toFixed(1).replace(".0", "")} s`;
}
