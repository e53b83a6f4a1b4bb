import "server-only";
import type { Insertable, Selectable } from "kysely";
import { z } from "zod";
import { toFingerprint } from "#lib/domain/durations/fingerprint.ts";
import { jobStatuses, sourceNames } from "#lib/domain/job.ts";
import type { Job, JobSummary } from "#lib/domain/job.ts";
import type { JobRecordsTable, JobsTable } from "./schema.ts";

const text = z.string().nullable();
const number = z.number().nullable();
const source = z.enum(sourceNames);
const status = z.enum(jobStatuses);

const jobRow = z.object({
  source,
  id: z.string(),
  type: z.string(),
  status,
  raw_status: z.string(),
  organization_id: text,
  project_id: text,
  project_name: text,
  target_type: text,
  target_id: text,
  parent_id: text,
  created_at: number,
  started_at: number,
  finished_at: number,
  updated_at: number,
  queue_ms: number,
  run_ms: number,
  progress_fraction: number,
  progress_message: text,
  error_code: text,
  error_message: text,
  cost_amount: number,
  cost_unit: text,
  observed_at: z.number(),
});

const artifacts = z.array(
  z.object({
    ...{ kind: z.string(), role: text, label: text, url: text, fileId: text, nodeId: text },
    media: z.literal("image").exactOptional(),
  }),
);

const events = z.array(
  z.object({
    seq: z.number(),
    at: number,
    kind: z.enum(["status", "progress", "stage", "note"]),
    status: status.nullable(),
    rawStatus: text,
    message: text,
    fraction: number,
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    artifacts,
    origin: z.enum(["upstream", "observed"]),
    ordinal: z.number().exactOptional(),
  }),
);

const detail = z.object({
  nodes: z.array(
    z.object({
      name: z.string(),
      kind: text,
      waiting: z.number(),
      running: z.number(),
      succeeded: z.number(),
      failed: z.number(),
    }),
  ),
  files: z.array(z.object({ name: z.string(), status, error: text, elapsedMs: number })),
  fileCount: number,
  failedCount: number,
  timeNote: text,
});

const recordRow = z.object({
  events: z.string().transform((json) => events.parse(JSON.parse(json))),
  artifacts: z.string().transform((json) => artifacts.parse(JSON.parse(json))),
  payload_bytes: number,
  results_bytes: number,
  detail: z
    .string()
    .nullable()
    .transform((json) => (json === null ? null : detail.parse(JSON.parse(json)))),
  cancel_asked_at: number,
});

export const summaryColumns = [
  ...(["source", "id", "type", "status", "raw_status", "organization_id"] as const),
  ...(["project_id", "project_name", "target_type", "target_id", "parent_id"] as const),
  ...(["created_at", "started_at", "finished_at", "updated_at", "queue_ms", "run_ms"] as const),
  ...(["progress_fraction", "progress_message", "error_code", "error_message"] as const),
  ...(["cost_amount", "cost_unit", "observed_at"] as const),
] as const;

export const recordColumns = [
  ...(["events", "artifacts", "payload_bytes", "results_bytes", "detail"] as const),
  "cancel_asked_at",
] as const;

export function parseSummaryRow(row: unknown): JobSummary {
  const job = jobRow.parse(row);
  const [fraction, message] = [job.progress_fraction, job.progress_message];
  return {
    source: job.source,
    id: job.id,
    type: job.type,
    status: job.status,
    rawStatus: job.raw_status,
    organizationId: job.organization_id,
    project: job.project_id === null ? null : { id: job.project_id, name: job.project_name },
    target: job.target_id === null ? null : { type: job.target_type ?? "", id: job.target_id },
    parentId: job.parent_id,
    createdAt: job.created_at,
    startedAt: job.started_at,
    finishedAt: job.finished_at,
    updatedAt: job.updated_at,
    queueMs: job.queue_ms,
    runMs: job.run_ms,
    progress: fraction === null && message === null ? null : { fraction, message },
    error:
      job.error_code === null ? null : { code: job.error_code, message: job.error_message ?? "" },
    ...(job.cost_amount !== null && { cost: { amount: job.cost_amount, unit: job.cost_unit } }),
    observedAt: job.observed_at,
  };
}

export function parseJobRow(row: unknown): Job {
  const record = recordRow.parse(row);
  return {
    ...parseSummaryRow(row),
    events: record.events,
    artifacts: record.artifacts,
    payloadBytes: record.payload_bytes,
    resultsBytes: record.results_bytes,
    detail: record.detail,
    cancelAskedAt: record.cancel_asked_at,
  };
}

export function toJobRow(job: JobSummary): Insertable<JobsTable> {
  return {
    source: job.source,
    id: job.id,
    type: job.type,
    status: job.status,
    raw_status: job.rawStatus,
    organization_id: job.organizationId,
    project_id: job.project?.id ?? null,
    project_name: job.project?.name ?? null,
    target_type: job.target?.type ?? null,
    target_id: job.target?.id ?? null,
    parent_id: job.parentId,
    created_at: job.createdAt,
    started_at: job.startedAt,
    finished_at: job.finishedAt,
    updated_at: job.updatedAt,
    queue_ms: job.queueMs,
    run_ms: job.runMs,
    progress_fraction: job.progress?.fraction ?? null,
    progress_message: job.progress?.message ?? null,
    error_code: job.error?.code ?? null,
    error_message: job.error?.message ?? null,
    cost_amount: job.cost?.amount ?? null,
    cost_unit: job.cost?.unit ?? null,
    observed_at: job.observedAt,
    created_order: job.createdAt ?? -1,
    ended_order: job.finishedAt ?? -1,
    duration_order: job.runMs ?? -1,
    fingerprint: toFingerprint(job),
  };
}

export function toRecordRow(
  job: Job,
): Pick<Selectable<JobRecordsTable>, (typeof recordColumns)[number]> {
  return {
    events: JSON.stringify(job.events),
    artifacts: JSON.stringify(job.artifacts),
    payload_bytes: job.payloadBytes,
    results_bytes: job.resultsBytes,
    detail: job.detail ? JSON.stringify(job.detail) : null,
    cancel_asked_at: job.cancelAskedAt ?? null,
  };
}
