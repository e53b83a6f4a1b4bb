import type { ApiControl } from "../control.ts";
import type { JobMove, JobSpec } from "./job-spec.ts";
import type { StreamDisturbance } from "./job-stream.ts";

export type BedrockControl = ApiControl & {
  /** Returns the job's id. */
  createJob(spec?: JobSpec): string;
  advance(id: string, move: JobMove): void;
  /** From now on `GET /jobs/{id}` answers exactly this text. */
  putRaw(id: string, bodyText: string): void;
  /** Acts on streams that are open now; returns how many. `end` closes as the time limit does. */
  disturbStreams(how: StreamDisturbance, jobId?: string): number;
  openStreams(jobId?: string): number;
};
