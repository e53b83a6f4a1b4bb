import type { Fault } from "./fault.ts";
import type { RequestCounts } from "./request-counts.ts";

/** One simulated API in the hands of a test. Over HTTP: see `control-routes.ts`. */
export type ApiControl<Spec, Move> = {
  /** Returns the job's id. */
  createJob(spec?: Spec): string;
  advance(id: string, move: Move): void;
  fault(fault: Fault): void;
  clearFaults(): void;
  /** Requests received since the start, of one job if told. */
  requests(jobId?: string): RequestCounts;
};
