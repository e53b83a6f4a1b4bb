import type { JobMove, JobSpec } from "./bedrock/job-spec.ts";
import type { Fault } from "./fault.ts";
import type { RequestCounts } from "./request-counts.ts";
import type { StreamDisturbance } from "./bedrock/job-stream.ts";

/** The sandbox in the hands of a test. Over HTTP: see `control-routes.ts`. */
export type SandboxControl = {
  /** Returns the job's id. */
  createJob(spec?: JobSpec): string;
  advance(id: string, move: JobMove): void;
  /** From now on `GET /jobs/{id}` answers exactly this text. */
  putRaw(id: string, bodyText: string): void;
  fault(fault: Fault): void;
  clearFaults(): void;
  /** Acts on streams that are open now; returns how many. `end` closes as the time limit does. */
  disturbStreams(how: StreamDisturbance, jobId?: string): number;
  /** Requests received since the start, of one job if told. */
  requests(jobId?: string): RequestCounts;
  openStreams(jobId?: string): number;
};
