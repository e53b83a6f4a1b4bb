import "server-only";
import type { JobStatus } from "#lib/domain/job.ts";

const words: ReadonlyMap<string, JobStatus> = new Map([
  ["SCHEDULED", "queued"],
  ["READY", "queued"],
  ["IN_PROGRESS", "running"],
  ["COMPLETED", "succeeded"],
  ["SUCCESS", "succeeded"],
  ["COMPLETED_WITH_ERRORS", "partial"],
  ["STOPPED", "canceled"],
  ["CANCELLED", "canceled"],
  ["CANCELED", "canceled"],
  ["FAILED", "failed"],
  ["FAILURE", "failed"],
]);

/** A word of a job, of its processing or of a file, in any letter case; other words are `unknown`. */
export function toStatus(word: string | null | undefined): JobStatus {
  return words.get((word ?? "").trim().toUpperCase()) ?? "unknown";
}
