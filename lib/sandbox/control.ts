import type { Fault } from "./fault.ts";
import type { RequestCounts } from "./request-counts.ts";

/** One simulated API in the hands of a test. Over HTTP: see `control-routes.ts`. */
export type ApiControl = {
  fault(fault: Fault): void;
  clearFaults(): void;
  /** Requests received since the start, of one job if told. */
  requests(jobId?: string): RequestCounts;
};
