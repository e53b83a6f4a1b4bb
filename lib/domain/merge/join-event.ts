import type { EventDraft } from "../job-fact.ts";
import type { Artifact, JobError } from "../job.ts";

/**
 * The status that tells events apart: ours where we have a word for it, else the upstream's, so that
 * two words nobody documented stay two, in whatever letters they are written.
 */
export function toStatusKey({ status, rawStatus }: EventDraft): string | null {
  if (status !== null && status !== "unknown") return status;
  return rawStatus === null ? status : `raw ${rawStatus.toUpperCase()}`;
}

/** What an event says, as one text that is equal exactly when the events are. */
export function toEventText(event: EventDraft): string {
  const { at, kind, status, rawStatus, message, fraction, error, artifacts, origin } = event;
  return JSON.stringify([
    ...[at, kind, status, rawStatus, message, fraction, origin, toErrorText(error)],
    artifacts.map(toArtifactText),
  ]);
}

/**
 * What two tellings of the same event know together. Every choice between two values is made by
 * the values alone, so the outcome does not depend on which was told first. Of two lists of artifacts
 * the longer wins, then the greater text: of two signed addresses that is the one signed later.
 */
export function joinEvents(a: EventDraft, b: EventDraft): EventDraft {
  return {
    at: a.at === null || b.at === null ? (a.at ?? b.at) : Math.min(a.at, b.at),
    kind: greater(a.kind, b.kind),
    status: greater(a.status, b.status),
    rawStatus: greater(a.rawStatus, b.rawStatus),
    message: greater(a.message, b.message),
    fraction: greater(a.fraction, b.fraction),
    error: joinErrors(a.error, b.error),
    artifacts: joinArtifacts(a.artifacts, b.artifacts),
    origin: greater(a.origin, b.origin),
    ...(a.ordinal !== undefined && { ordinal: a.ordinal }),
  };
}

export function joinErrors(a: JobError | null, b: JobError | null): JobError | null {
  return toErrorText(a) >= toErrorText(b) ? a : b;
}

function joinArtifacts(a: Artifact[], b: Artifact[]): Artifact[] {
  if (a.length !== b.length) return a.length > b.length ? a : b;
  return JSON.stringify(a.map(toArtifactText)) >= JSON.stringify(b.map(toArtifactText)) ? a : b;
}

function greater<T extends string | number | null>(a: T, b: T): T {
  if (a === null || b === null) return a ?? b;
  return a >= b ? a : b;
}

function toErrorText(error: JobError | null): string {
  return error === null ? "" : JSON.stringify([error.code, error.message]);
}

/** As `toEventText`, for an artifact. */
export function toArtifactText({ kind, role, label, url, fileId, nodeId }: Artifact): string {
  return JSON.stringify([kind, role, label, url, fileId, nodeId]);
}
