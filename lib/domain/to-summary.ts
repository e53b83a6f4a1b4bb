import type { Job, JobSummary } from "./job.ts";

export function toSummary(job: Job): JobSummary {
  const { events: _, artifacts: __, payloadBytes: ___, resultsBytes: ____, ...summary } = job;
  return summary;
}
