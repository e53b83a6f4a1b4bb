import type { JobStatus } from "./job.ts";

/** What a job is. */
export const statusWords: Readonly<Record<JobStatus, string>> = {
  queued: "Queued",
  running: "Running",
  succeeded: "Succeeded",
  partial: "Partly failed",
  failed: "Failed",
  canceled: "Canceled",
  unknown: "Unknown",
};

/** What happened to a job, as its timeline tells it. */
export const eventWords: Readonly<Record<JobStatus, string>> = {
  ...statusWords,
  running: "Started",
};
