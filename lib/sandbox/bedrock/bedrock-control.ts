import type { ApiControl } from "../control.ts";
import type { JobMove, JobSpec } from "./job-spec.ts";
import type { StreamDisturbance } from "./job-stream.ts";

export type BedrockControl = ApiControl<JobSpec, JobMove> & {
  /** From now on `GET /jobs/{id}` answers exactly this text. */
  putRaw(id: string, bodyText: string): void;
  /** Acts on streams that are open now; returns how many. `end` closes as the time limit does. */
  disturbStreams(how: StreamDisturbance, jobId?: string): number;
  openStreams(jobId?: string): number;
};
