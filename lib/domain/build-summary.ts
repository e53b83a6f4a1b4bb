import type { JobSummary } from "./job.ts";

/** Test data: a Bedrock job of which little is known, unless told otherwise. */
export function buildSummary(fields: Partial<JobSummary> = {}): JobSummary {
  return {
    source: "bedrock",
    id: "job_1",
    type: "parse",
    status: "queued",
    rawStatus: "",
    organizationId: null,
    project: null,
    target: null,
    parentId: null,
    createdAt: 1,
    startedAt: null,
    finishedAt: null,
    updatedAt: null,
    queueMs: null,
    runMs: null,
    progress: null,
    error: null,
    observedAt: 1,
    ...fields,
  };
}
