import "server-only";
import type { JobStatus } from "#lib/domain/job.ts";

const words: ReadonlyMap<string, JobStatus> = new Map([
  ["PENDING", "queued"],
  ["QUEUED", "queued"],
  ["RUNNING", "running"],
  ["STARTED", "running"],
  ["COMPLETED", "succeeded"],
  ["FAILED", "failed"],
  ["CANCELED", "canceled"],
  ["CANCELLED", "canceled"],
]);

/** Bedrock spells each status in several ways and letter cases; other words are `unknown`. */
export function toStatus(rawStatus: string): JobStatus {
  return words.get(rawStatus.trim().toUpperCase()) ?? "unknown";
}
