import "server-only";
import type { EventDraft, JobFact } from "#lib/domain/job-fact.ts";
import type { JobError, JobStatus } from "#lib/domain/job.ts";
import { toArtifacts } from "./to-artifacts.ts";
import { toInstant } from "../to-instant.ts";
import { toJobError } from "./to-job-error.ts";
import { toStatus } from "./to-status.ts";
import type { WireEvent, WireJob } from "./wire-job.ts";

type Fields = JobFact["fields"];

/** What a job in either wire form says. Fields that the upstream left out are left out. */
export function toJobFact(
  wire: WireJob,
  { id, origin, observedAt }: { id: string; origin: "read" | "list"; observedAt: number },
): JobFact {
  const rawStatus = wire.status ?? "";
  const status = toStatus(rawStatus);
  const events = (wire.events ?? []).map(toEventDraft);
  const error = toJobError(wire.error) ?? findEventError(events, status);
  const startedAt = findStart(events);
  const fields: Fields = {
    status,
    rawStatus,
    ...defined("type", wire.type ?? undefined),
    ...defined("organizationId", wire.organization_id),
    ...defined("project", toProject(wire)),
    ...defined("target", toTarget(wire)),
    ...defined("parentId", wire.parent_id),
    ...defined("createdAt", toOptionalInstant(wire.created_at)),
    ...defined("updatedAt", toOptionalInstant(wire.updated_at)),
    ...defined("startedAt", startedAt),
    ...defined("finishedAt", findFinish(wire, status, events)),
    ...defined("error", error ?? toNoError(status)),
  };
  return {
    source: "bedrock",
    id,
    origin,
    observedAt,
    fields,
    events,
    ...(wire.results !== undefined && { artifacts: toArtifacts(wire.results) }),
  };
}

function defined<Key extends keyof Fields>(key: Key, value: Fields[Key] | undefined) {
  return value === undefined ? {} : { [key]: value };
}

function toEventDraft(event: WireEvent): EventDraft {
  const rawStatus = event.status ?? null;
  return {
    at: toInstant(event.timestamp),
    kind: "status",
    status: rawStatus === null ? null : toStatus(rawStatus),
    rawStatus,
    message: null,
    fraction: null,
    error: toJobError(event.error),
    artifacts: [],
    origin: "upstream",
  };
}

function toOptionalInstant(text: string | null | undefined): number | null | undefined {
  return text === undefined ? undefined : toInstant(text);
}

function toProject({ project_id: id }: WireJob): Fields["project"] {
  return id === undefined || id === null ? id : { id, name: null };
}

function toTarget(wire: WireJob): Fields["target"] {
  const id = wire.target_id ?? wire.target?.id;
  const type = wire.target_type ?? wire.target?.type;
  if (id !== undefined && id !== null) return { type: type ?? "", id };
  return wire.target_id === null || wire.target === null ? null : undefined;
}

function findStart(events: EventDraft[]): number | undefined {
  const starts = events.flatMap(({ status, at }) =>
    status === "running" && at !== null ? [at] : [],
  );
  return starts.length === 0 ? undefined : starts.reduce((a, b) => Math.min(a, b));
}

function findFinish(wire: WireJob, status: JobStatus, events: EventDraft[]) {
  if (isOpen(status)) return null;
  return (
    toInstant(wire.completed_at) ??
    toInstant(wire.failed_at) ??
    toInstant(wire.canceled_at) ??
    findLast(events, (event) => event.at !== null && isFinal(event.status))?.at ??
    (isFinal(status) ? (toInstant(wire.updated_at) ?? undefined) : undefined)
  );
}

function isOpen(status: JobStatus | null): boolean {
  return status === "queued" || status === "running";
}

function isFinal(status: JobStatus | null): boolean {
  return status === "succeeded" || status === "failed" || status === "canceled";
}

/** What failed before a job began anew is told by its event alone, unless the job fails once more without a word. */
function findEventError(events: EventDraft[], status: JobStatus): JobError | undefined {
  const failure = findLast(events, ({ error }) => error !== null);
  const last = findLast(events, (event) => event === failure || isOpen(event.status));
  const beganAnew = failure !== last && isFinal(failure?.status ?? null);
  return beganAnew && status !== "failed" ? undefined : (failure?.error ?? undefined);
}

/** A failure's reason may stand in another answer or frame, so only a job that has not failed denies one. */
function toNoError(status: JobStatus): JobError | null | undefined {
  return isOpen(status) || status === "succeeded" ? null : undefined;
}

/** The latest by time; events without one count by their place. */
function findLast(
  events: EventDraft[],
  matches: (event: EventDraft) => boolean,
): EventDraft | undefined {
  let last: EventDraft | undefined;
  for (const event of events) {
    if (!matches(event)) continue;
    if (last === undefined || last.at === null || event.at === null || event.at >= last.at) {
      last = event;
    }
  }
  return last;
}
