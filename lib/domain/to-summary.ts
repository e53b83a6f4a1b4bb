import type { Job, JobSummary } from "./job.ts";

export function toSummary(job: Job): JobSummary {
  const { events: _, artifacts: __, payloadBytes: ___, resultsBytes: ____, ...rest } = job;
  const { detail: _____, cancelAskedAt: ______, ...summary } = rest;
  return summary;
}
