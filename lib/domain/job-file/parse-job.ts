import { isSourceName, jobStatuses } from "../job.ts";
import type { Artifact, Job, JobError, JobEvent, JobStatus } from "../job.ts";
import type { JobDetail } from "../job-detail.ts";
import { FieldReader } from "./read-fields.ts";

const listMax = 100_000;
const eventKinds = ["status", "progress", "stage", "note"] as const;
const origins = ["upstream", "observed"] as const;

/**
 * A job from a file that anybody may have written. Throws an error whose message names the first
 * field that does not fit. Without zod: this runs in the browser.
 */
export function parseJob(value: unknown): Job {
  const job = new FieldReader(value, "job");
  const source = job.text("source");
  if (!isSourceName(source)) throw job.fault("source", "the name of a source");
  return {
    source,
    id: job.text("id"),
    type: job.text("type"),
    status: job.oneOf("status", jobStatuses),
    rawStatus: job.text("rawStatus"),
    organizationId: job.textOrNull("organizationId"),
    project: job.objectOrNull("project", (project) => ({
      id: project.text("id"),
      name: project.textOrNull("name"),
    })),
    target: job.objectOrNull("target", (target) => ({
      type: target.text("type"),
      id: target.text("id"),
    })),
    parentId: job.textOrNull("parentId"),
    createdAt: job.numberOrNull("createdAt"),
    startedAt: job.numberOrNull("startedAt"),
    finishedAt: job.numberOrNull("finishedAt"),
    updatedAt: job.numberOrNull("updatedAt"),
    queueMs: job.numberOrNull("queueMs"),
    runMs: job.numberOrNull("runMs"),
    progress: job.objectOrNull("progress", (progress) => ({
      fraction: progress.numberOrNull("fraction"),
      message: progress.textOrNull("message"),
    })),
    error: job.objectOrNull("error", parseError),
    cost: job.objectOrNull("cost", (cost) => ({
      amount: cost.number("amount"),
      unit: cost.textOrNull("unit"),
    })),
    events: job.list("events", listMax, parseEvent),
    artifacts: job.list("artifacts", listMax, parseArtifact),
    payloadBytes: job.numberOrNull("payloadBytes"),
    resultsBytes: job.numberOrNull("resultsBytes"),
    detail: job.objectOrNull("detail", parseDetail),
    cancelAskedAt: job.numberOrNull("cancelAskedAt"),
    observedAt: job.numberOrNull("observedAt") ?? 0,
  };
}

function parseEvent(event: FieldReader): JobEvent {
  const ordinal = event.numberOrNull("ordinal");
  return {
    seq: event.numberOrNull("seq") ?? 0,
    at: event.numberOrNull("at"),
    kind: event.oneOf("kind", eventKinds),
    status: event.isNull("status") ? null : event.oneOf<JobStatus>("status", jobStatuses),
    rawStatus: event.textOrNull("rawStatus"),
    message: event.textOrNull("message"),
    fraction: event.numberOrNull("fraction"),
    error: event.objectOrNull("error", parseError),
    artifacts: event.list("artifacts", listMax, parseArtifact),
    origin: event.oneOf("origin", origins),
    ...(ordinal !== null && { ordinal }),
  };
}

function parseDetail(detail: FieldReader): JobDetail {
  return {
    nodes: detail.list("nodes", listMax, (node) => ({
      name: node.text("name"),
      kind: node.textOrNull("kind"),
      waiting: node.number("waiting"),
      running: node.number("running"),
      succeeded: node.number("succeeded"),
      failed: node.number("failed"),
    })),
    files: detail.list("files", listMax, (file) => ({
      name: file.text("name"),
      status: file.oneOf("status", jobStatuses),
      error: file.textOrNull("error"),
      elapsedMs: file.numberOrNull("elapsedMs"),
    })),
    fileCount: detail.numberOrNull("fileCount"),
    failedCount: detail.numberOrNull("failedCount"),
    timeNote: detail.textOrNull("timeNote"),
  };
}

function parseError(error: FieldReader): JobError {
  return { code: error.text("code"), message: error.text("message") };
}

function parseArtifact(artifact: FieldReader): Artifact {
  return {
    ...(artifact.textOrNull("media") === "image" && { media: "image" }),
    kind: artifact.text("kind"),
    role: artifact.textOrNull("role"),
    label: artifact.textOrNull("label"),
    url: artifact.textOrNull("url"),
    fileId: artifact.textOrNull("fileId"),
    nodeId: artifact.textOrNull("nodeId"),
  };
}
