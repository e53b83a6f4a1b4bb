import "server-only";
import type { EventDraft, JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal, type Artifact, type JobError, type JobStatus } from "#lib/domain/job.ts";
import { formatFraction } from "#lib/domain/format/format-fraction.ts";
import type { JobDetail } from "#lib/domain/job-detail.ts";
import { toInstant } from "../to-instant.ts";
import { toFileDetail, toProgress } from "./to-detail.ts";
import { toDurationMs } from "./to-duration.ts";
import { toStatus } from "./to-status.ts";
import type { WireDetails, WireFailedFile, WireFileStatus, WireJob } from "./wire-job.ts";

const maxArtifacts = 500;
/** What the reference names as the type of a job that names none. */
const defaultType = "ephemeral";

type Context = { id: string; origin: JobFact["origin"]; observedAt: number };

/** What was read beside the job itself; null where it is not there. */
export type JobParts = {
  details: WireDetails | null;
  failedFiles: WireFailedFile[] | null;
  fileStatus: WireFileStatus | null;
};

/** What a job says by itself, as in a list. Its failures may hide behind `succeeded`. */
export function toJobFact(wire: WireJob, { id, origin, observedAt }: Context): JobFact {
  const rawStatus = wire.status ?? "";
  const status = toStatus(rawStatus);
  const createdAt = toInstant(wire.created_at);
  return {
    source: "unstructured",
    id,
    origin,
    observedAt,
    fields: {
      type: wire.job_type || defaultType,
      status,
      rawStatus,
      ...(wire.workflow_id && {
        project: { id: wire.workflow_id, name: wire.workflow_name || null },
      }),
      ...(createdAt !== null && { createdAt }),
      ...(isTerminal(status) && { runMs: toDurationMs(wire.runtime) }),
    },
    events: createdAt === null ? [] : [toQueuedEvent(createdAt)],
    ...(wire.output_node_files && { artifacts: toArtifacts(wire) }),
  };
}

/** The whole job: details and files settle what `COMPLETED` hides and what `FAILED` does not say. */
export function toWholeFact(wire: WireJob, parts: JobParts, context: Context): JobFact {
  const fact = toJobFact(wire, context);
  const { details, failedFiles, fileStatus } = parts;
  const inputs = wire.input_file_ids?.length ?? null;
  const detail = toFileDetail(details, inputs, failedFiles, fileStatus);
  const status = toSettledStatus(fact.fields.status ?? "unknown", details, detail);
  const error = toError(status, details, detail);
  return {
    ...fact,
    fields: {
      ...fact.fields,
      status,
      ...(details && { progress: toProgress(details) }),
      ...(error !== undefined && { error }),
    },
    detail,
  };
}

/** Of a job that ended well by its own word: whether every file did too. */
export function toSettledStatus(
  status: JobStatus,
  details: WireDetails | null,
  { failedCount }: Partial<JobDetail>,
): JobStatus {
  if (status !== "succeeded") return status;
  const processed = toStatus(details?.processing_status);
  const hidesFailures = processed === "partial" || processed === "failed" || (failedCount ?? 0) > 0;
  return hidesFailures ? "partial" : "succeeded";
}

/** Undefined while nothing can be said. */
function toError(
  status: JobStatus,
  details: WireDetails | null,
  { fileCount = null, failedCount = null, files = [] }: Partial<JobDetail>,
): JobError | null | undefined {
  if (status !== "failed" && status !== "partial") return isTerminal(status) ? null : undefined;
  const code = details?.processing_status || (status === "failed" ? "FAILED" : "COMPLETED");
  const counted = describeFailures(fileCount, failedCount);
  const said = [
    details?.message,
    status === "partial" ? describePartial(fileCount, failedCount) : counted,
  ];
  const first = files.find((file) => file.status === "failed" && file.error !== null);
  const reason =
    status === "failed" && !details?.message && first ? `${first.name}: ${first.error}` : null;
  return { code, message: [...said, reason].filter(Boolean).join("\n") };
}

function describeFailures(fileCount: number | null, failedCount: number | null): string | null {
  if (!failedCount) return null;
  return fileCount === null
    ? `${failedCount} ${failedCount === 1 ? "file" : "files"} failed.`
    : `${failedCount} of ${fileCount} ${fileCount === 1 ? "file" : "files"} failed.`;
}

/** `Finished, 94 %: 6 of 100 files failed.` */
function describePartial(fileCount: number | null, failedCount: number | null): string {
  const counted = describeFailures(fileCount, failedCount) ?? "Some files failed.";
  if (!fileCount || !failedCount) return `Finished with failures: ${counted}`;
  // Never rounded up to 100 %: something failed.
  const fraction = Math.floor((1 - failedCount / fileCount) * 100) / 100;
  return `Finished, ${formatFraction(fraction)}: ${counted}`;
}

function toQueuedEvent(at: number): EventDraft {
  return { ...toStatusEvent("queued", "SCHEDULED", at), origin: "upstream" };
}

/** A change of state as Gantry saw it: the upstream keeps no record of them. */
export function toStatusEvent(status: JobStatus, rawStatus: string, at: number): EventDraft {
  return {
    at,
    kind: "status",
    status,
    rawStatus,
    message: null,
    fraction: null,
    error: null,
    artifacts: [],
    origin: "observed",
  };
}

function toArtifacts({ output_node_files }: WireJob): Artifact[] {
  return (output_node_files ?? []).slice(0, maxArtifacts).map((output) => ({
    kind: output.node_type || "output",
    role: output.node_subtype || null,
    label: null,
    url: null,
    fileId: output.file_id,
    nodeId: output.node_id ?? null,
  }));
}
