import "server-only";
import type { JobDetail, JobFile, PipelineNode } from "#lib/domain/job-detail.ts";
import type { Progress } from "#lib/domain/job.ts";
import { toStatus } from "./to-status.ts";
import type { WireDetails, WireFailedFile, WireFileStatus, WireNode } from "./wire-job.ts";

const timeNote =
  "Unstructured tells when a job was created and how long it ran, not when it started or ended: " +
  "those are when Gantry saw it, or else the earliest that they can be.";

const unnamed = "(unnamed file)";

export function toNodes(details: WireDetails): PipelineNode[] {
  return (details.node_stats ?? []).map((node, index) => ({
    name: node.node_name || node.node_subtype || node.node_type || `Node ${index + 1}`,
    kind: [node.node_type, node.node_subtype].filter(Boolean).join(" · ") || null,
    waiting: node.ready,
    running: node.in_progress,
    succeeded: node.success,
    failed: node.failure,
  }));
}

/** Finished over all, summed over the nodes; null where there are no numbers. */
export function toProgress({ node_stats, message }: WireDetails): Progress | null {
  const nodes = node_stats ?? [];
  const done = sumOf(nodes, (node) => node.success + node.failure);
  const all = sumOf(nodes, countFiles);
  if (all === 0) return message ? { fraction: null, message } : null;
  return { fraction: done / all, message: message || `${done} of ${all} steps` };
}

/** What the answers tell about the files; a list that nobody gave is left out. */
export function toFileDetail(
  details: WireDetails | null,
  inputs: number | null,
  failed: WireFailedFile[] | null,
  status: WireFileStatus | null,
): Partial<JobDetail> {
  const nodes = details?.node_stats ?? [];
  const all = status?.files?.map(toFile) ?? null;
  const failedCount = Math.max(
    sumOf(nodes, (node) => node.failure),
    failed?.length ?? 0,
    all?.filter((file) => file.status === "failed").length ?? 0,
  );
  // A part of the files without a failure says nothing about the rest.
  const isCounted = details || failed || (all && !status?.truncated) || failedCount > 0;
  const counts = [
    ...nodes.map(countFiles),
    inputs ?? 0,
    status?.truncated ? 0 : (all?.length ?? 0),
  ];
  const fileCount = Math.max(0, ...counts, failed?.length ?? 0);
  const files = failed ? failed.map(toFailedFile) : all;
  return {
    ...(details && { nodes: toNodes(details) }),
    ...(files && { files: files.toSorted(byUrgency) }),
    ...(fileCount > 0 && { fileCount }),
    ...(isCounted && { failedCount }),
    timeNote,
  };
}

function toFailedFile({ document, error }: WireFailedFile): JobFile {
  return { name: document || unnamed, status: "failed", error: error || null, elapsedMs: null };
}

function toFile(file: NonNullable<WireFileStatus["files"]>[number]): JobFile {
  return {
    name: file.document || unnamed,
    status: toStatus(file.status),
    error: file.error || null,
    elapsedMs: file.time_elapsed == null ? null : Math.round(file.time_elapsed * 1_000),
  };
}

const urgency = ["failed", "running", "unknown", "queued"] as const;

function byUrgency(a: JobFile, b: JobFile): number {
  return rankOf(a) - rankOf(b);
}

function rankOf({ status }: JobFile): number {
  const rank = urgency.findIndex((each) => each === status);
  return rank === -1 ? urgency.length : rank;
}

function countFiles({ ready, in_progress, success, failure }: WireNode): number {
  return ready + in_progress + success + failure;
}

function sumOf(nodes: readonly WireNode[], of: (node: WireNode) => number): number {
  return nodes.reduce((sum, node) => sum + of(node), 0);
}
