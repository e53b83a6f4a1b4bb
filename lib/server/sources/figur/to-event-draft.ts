import "server-only";
import type { EventDraft } from "#lib/domain/job-fact.ts";
import { isTerminal, type Artifact } from "#lib/domain/job.ts";
import { toInstant } from "../to-instant.ts";
import { toJobError } from "./to-job-error.ts";
import { toEventStatus } from "./to-status.ts";
import type { WireEvent } from "./wire-job.ts";

/** One entry of a job's record. A stage counts as work: the first one is the job's start. */
export function toEventDraft(event: WireEvent, artifacts: Artifact[]): EventDraft {
  const type = event.event_type ?? "";
  const status = toEventStatus(type);
  const isStage = type.trim().toLowerCase() === "stage";
  const hasFailed = status !== null && status !== "succeeded" && isTerminal(status);
  const error = hasFailed ? toJobError(event.message ?? null, event.extra) : null;
  const message = event.message?.trim() ?? "";
  return {
    at: toInstant(event.created_at),
    kind: status === null ? "note" : isStage ? "stage" : "status",
    status,
    rawStatus: (isStage ? event.stage : type) || null,
    message: error !== null || message === "" ? null : message,
    fraction: null,
    error,
    artifacts,
    origin: "upstream",
    ...(event.seq !== undefined && { ordinal: event.seq }),
  };
}
