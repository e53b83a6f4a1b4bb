import "server-only";
import type { JobStatus } from "#lib/domain/job.ts";

/** No word for a canceled job is documented, though there is a cancel: the plain ones are taken for it. */
const jobWords: ReadonlyMap<string, JobStatus> = new Map([
  ["NOT_STARTED", "queued"],
  ["IN_PROGRESS", "running"],
  ["SUCCESS", "succeeded"],
  ["FAILURE", "failed"],
  ["CANCELED", "canceled"],
  ["CANCELLED", "canceled"],
]);

const eventWords: ReadonlyMap<string, JobStatus> = new Map([
  ["queued", "queued"],
  ["stage", "running"],
  ["succeeded", "succeeded"],
  ["failed", "failed"],
  ["canceled", "canceled"],
  ["cancelled", "canceled"],
]);

/** What a job says of itself; any other word is `unknown`. */
export function toStatus(rawStatus: string): JobStatus {
  return jobWords.get(rawStatus.trim().toUpperCase()) ?? "unknown";
}

/** What an event says of its job; null for a word that nobody documented. */
export function toEventStatus(rawType: string): JobStatus | null {
  return eventWords.get(rawType.trim().toLowerCase()) ?? null;
}

const wireStatuses: Partial<Record<JobStatus, string>> = {
  queued: "NOT_STARTED",
  running: "IN_PROGRESS",
  succeeded: "SUCCESS",
  failed: "FAILURE",
};

/** The word to filter by; undefined where the list has none. */
export function toWireStatus(status: JobStatus): string | undefined {
  return wireStatuses[status];
}
