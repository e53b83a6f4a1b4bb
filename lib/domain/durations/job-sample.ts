import type { JobStatus, JobSummary, SourceName } from "../job.ts";
import { rollupEnd, rollupOrigin } from "./rollup-level.ts";
import { toFingerprint } from "./fingerprint.ts";

export const metrics = ["wait", "run", "total"] as const;
/** `wait` is created to started, `run` started to finished, `total` created to finished. */
export type Metric = (typeof metrics)[number];

export const outcomes = [
  ...(["succeeded", "partial", "failed", "canceled"] as const),
] satisfies JobStatus[];
export type Outcome = (typeof outcomes)[number];

/** What a job that has ended adds to the rollups. */
export type JobSample = {
  source: SourceName;
  type: string;
  project: string | null;
  outcome: Outcome;
  endedAt: number;
  /** Null where an instant is missing, or the two are out of order. */
  durations: Record<Metric, number | null>;
  /** Of the failure; null when there is none. */
  fingerprint: string | null;
};

/** Null for a job that has not ended, and for one whose end has no usable time: no list by end shows it either. */
export function toSample(job: JobSummary): JobSample | null {
  const { status, createdAt, finishedAt } = job;
  const outcome = outcomes.find((each) => each === status);
  if (outcome === undefined || finishedAt === null) return null;
  if (finishedAt < rollupOrigin || finishedAt >= rollupEnd) return null;
  const total = createdAt === null || createdAt > finishedAt ? null : finishedAt - createdAt;
  return {
    source: job.source,
    type: job.type,
    project: job.project?.id ?? null,
    outcome,
    endedAt: finishedAt,
    durations: { wait: job.queueMs, run: job.runMs, total },
    fingerprint: toFingerprint(job),
  };
}

export function isSameSample(a: JobSample | null, b: JobSample | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
