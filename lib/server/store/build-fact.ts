import "server-only";
import type { EventDraft, JobFact } from "#lib/domain/job-fact.ts";
import type { JobStatus } from "#lib/domain/job.ts";

/** Test data: a whole read of a Bedrock job, unless told otherwise. */
export function buildFact(fact: Partial<JobFact> = {}): JobFact {
  return {
    source: "bedrock",
    id: "job_1",
    origin: "read",
    observedAt: 1_000,
    events: [],
    ...fact,
    fields: {
      type: "parse",
      status: "running",
      rawStatus: "RUNNING",
      createdAt: 1,
      ...fact.fields,
    },
  };
}

export function buildEvent(status: JobStatus, at: number): EventDraft {
  const nothing = { message: null, fraction: null, error: null, artifacts: [] };
  return { ...nothing, kind: "status", status, rawStatus: status, at, origin: "upstream" };
}

/** A document whose payload and results are the given texts. */
export function buildDocument(payload: string, results: string): JobFact["document"] & object {
  const [head, middle] = [`{"payload":`, `,"results":`];
  const text = `${head}${payload}${middle}${results}}`;
  const start = Buffer.byteLength(head);
  const end = start + Buffer.byteLength(payload);
  const resultsStart = end + Buffer.byteLength(middle);
  return {
    bytes: new TextEncoder().encode(text),
    payload: { start, end },
    results: { start: resultsStart, end: resultsStart + Buffer.byteLength(results) },
  };
}
