import type { JsonValue } from "../json-text.ts";
import { fileAt, filesAt, type FileState, type FileStatus } from "./job-files.ts";
import { mixSeed } from "../random.ts";
import { endOf, statusAt, type JobPlan, type JobStatus } from "./job-plan.ts";
import { toUuid } from "./uuid.ts";
import { jobMessages } from "./workflows.ts";

type WireObject = { [key: string]: JsonValue | undefined };

const maxOutputs = 20;
const maxFileStatus = 100;

/** A JobInformation, in one of the spellings that the API is known for. */
export function renderJob(plan: JobPlan, now: number): WireObject {
  const { record, workflow } = plan;
  const identity = {
    id: plan.id,
    workflow_id: record?.workflow_id ?? workflow.id,
    workflow_name: record?.workflow_name ?? workflow.name,
    created_at: toTimeText(plan.createdAt, record ? 0 : plan.seed),
    job_type: record?.job_type ?? workflow.jobType,
  };
  if (record) {
    const { runtime = null, input_file_ids = null, output_node_files = null } = record;
    const { status = "SCHEDULED", fields } = record;
    const outputs = toJson(output_node_files);
    return { ...identity, status, runtime, input_file_ids, output_node_files: outputs, ...fields };
  }
  const status = statusAt(plan, now);
  const hasEnded = now >= endOf(plan).at;
  const isListed = workflow.jobType === "ephemeral" || workflow.jobType === "template";
  const inputs = () => filesAt(plan, now).map(({ fileId }) => fileId);
  return {
    ...identity,
    status: spell(status, plan.seed),
    runtime: hasEnded && plan.seed % 13 !== 0 ? toDurationText(plan) : null,
    input_file_ids: workflow.jobType === "ephemeral" ? inputs() : null,
    output_node_files: hasEnded && isListed ? renderOutputs(plan, now) : null,
  };
}

export function renderDetails(plan: JobPlan, now: number): WireObject | null {
  if (plan.record) return renderRecordDetails(plan);
  const status = statusAt(plan, now);
  // The record of what runs turns up some time after the job itself.
  if (plan.seed % 29 === 0 || (status === "SCHEDULED" && plan.seed % 3 === 0)) return null;
  const files = filesAt(plan, now);
  const hasErrors = files.some((file) => file.status === "FAILURE");
  return {
    id: plan.id,
    processing_status: toProcessing(status, hasErrors),
    message: status === "FAILED" ? (jobMessages[plan.seed % jobMessages.length] ?? null) : null,
    node_stats: plan.workflow.nodes.map((node, index) => ({
      node_name: plan.seed % 19 === 0 ? null : node.name,
      node_type: node.type,
      node_subtype: node.subtype,
      ready: count(files, index, "READY"),
      in_progress: count(files, index, "IN_PROGRESS"),
      success: count(files, index, "SUCCESS"),
      failure: count(files, index, "FAILURE"),
    })),
  };
}

export function renderFileStatus(plan: JobPlan, now: number): WireObject | null {
  const files = plan.record ? plan.record.file_status : renderFiles(plan, now);
  if (!files) return null;
  return {
    id: plan.id,
    files: toJson(files.slice(0, maxFileStatus)),
    truncated: files.length > maxFileStatus,
    index_finished: true,
    generated_at: new Date(now).toISOString(),
  };
}

export function renderFailedFiles(plan: JobPlan, now: number): WireObject | null {
  if (plan.record) {
    const { failed_files } = plan.record;
    return failed_files === null ? null : { failed_files: failed_files ?? [] };
  }
  if (plan.seed % 23 === 0) return null;
  const failed = filesAt(plan, now).filter(({ status }) => status === "FAILURE");
  return { failed_files: failed.map(({ document, error }) => ({ document, error })) };
}

/** Whether there is the output that a download asks for; of any node where none is named. */
export function hasOutput(
  plan: JobPlan,
  wanted: { fileId: string; nodeId: string | null },
  now: number,
): boolean {
  const outputs = plan.record ? (plan.record.output_node_files ?? []) : renderOutputs(plan, now);
  return outputs.some(
    ({ file_id, node_id }) =>
      file_id === wanted.fileId && (wanted.nodeId === null || node_id === wanted.nodeId),
  );
}

function renderOutputs(plan: JobPlan, now: number): WireObject[] {
  const last = plan.workflow.nodes.at(-1);
  const count = Math.min(plan.files, maxOutputs);
  const files = Array.from({ length: count }, (_, index) => fileAt(plan, index, now));
  const done = files.filter(({ status }) => status === "SUCCESS");
  const isNewer = plan.seed % 2 === 0;
  return done.map(({ fileId }) => ({
    node_id: last?.id ?? null,
    file_id: `${fileId}.json`,
    node_type: isNewer ? last?.type : undefined,
    node_subtype: isNewer ? last?.subtype : undefined,
  }));
}

function renderFiles(plan: JobPlan, now: number): WireObject[] | null {
  if (!plan.workflow.hasFileStatus) return null;
  return filesAt(plan, now).map((file, index) => ({
    record_id: toUuid(mixSeed(plan.seed, 5_000 + index)),
    document: file.document,
    status: file.status,
    error: file.error,
    time_elapsed: file.elapsedMs / 1_000,
    current_node: {
      id: plan.workflow.nodes[file.node]?.id ?? null,
      status: file.status,
      tries: 1,
      time_elapsed: file.elapsedMs / 1_000,
    },
  }));
}

function renderRecordDetails({ id, record }: JobPlan): WireObject | null {
  if (record?.details === null) return null;
  const status = (record?.status ?? "SCHEDULED").toUpperCase();
  return {
    id,
    processing_status: status === "COMPLETED" ? "SUCCESS" : status,
    message: null,
    node_stats: [],
    ...toJsonObject(record?.details ?? {}),
  };
}

function toProcessing(status: JobStatus, hasErrors: boolean): string {
  if (status !== "COMPLETED") return status;
  return hasErrors ? "COMPLETED_WITH_ERRORS" : "SUCCESS";
}

/** How many files are in this state at the station: one that failed before never comes there. */
function count(files: readonly FileState[], node: number, wanted: FileStatus): number {
  return files.filter((file) => {
    if (node > file.node) return file.status === "FAILURE" ? false : wanted === "READY";
    return (node < file.node ? "SUCCESS" : file.status) === wanted;
  }).length;
}

function spell(status: JobStatus, seed: number): string {
  if (status === "STOPPED" && seed % 2 === 0) return "cancelled";
  return seed % 11 === 0 ? status.toLowerCase() : status;
}

function toTimeText(at: number, seed: number): string {
  const text = new Date(at).toISOString();
  if (seed % 3 === 1) return `${text.slice(0, -1)}417Z`;
  return seed % 3 === 2 ? text.slice(0, -1) : text;
}

/** Of the run alone: the wait is left out. */
function toDurationText(plan: JobPlan): string {
  const seconds = Math.max(0, endOf(plan).at - plan.startedAt) / 1_000;
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  const rest = `${Number((seconds % 60).toFixed(3))}S`;
  if (plan.seed % 5 === 0) return `P0DT${hours}H${minutes}M${rest}`;
  return `PT${hours > 0 ? `${hours}H` : ""}${minutes > 0 ? `${minutes}M` : ""}${rest}`;
}

function toJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value));
}

function toJsonObject(value: object): WireObject {
  return JSON.parse(JSON.stringify(value));
}
