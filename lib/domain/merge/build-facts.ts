import type { EventDraft, JobFact } from "../job-fact.ts";
import type { Job, JobEvent, JobStatus } from "../job.ts";
import { mergeJob } from "./merge-job.ts";

export function buildEvent(event: Partial<EventDraft>): EventDraft {
  return {
    at: null,
    kind: "status",
    status: null,
    rawStatus: null,
    message: null,
    fraction: null,
    error: null,
    artifacts: [],
    origin: "upstream",
    ...event,
  };
}

export function buildJobEvent(event: Partial<JobEvent>): JobEvent {
  return { seq: 1, ...buildEvent(event), ...event };
}

export function buildStatus(status: JobStatus, at: number | null, rest: Partial<EventDraft> = {}) {
  return buildEvent({ status, at, rawStatus: status.toUpperCase(), ...rest });
}

export function buildFact(fact: Partial<JobFact>): JobFact {
  const ref = { source: "bedrock", id: "job_1" } as const;
  return { ...ref, origin: "read", observedAt: 1, fields: {}, events: [], ...fact };
}

export function mergeAll(facts: JobFact[]): Job {
  const [first = buildFact({}), ...rest] = facts;
  return rest.reduce((job, fact) => mergeJob(job, fact).job, mergeJob(null, first).job);
}
