import { Random, mixSeed } from "../random.ts";
import { statusAt, type JobPlan } from "./job-plan.ts";
import { toUuid } from "./uuid.ts";
import { fileErrors } from "./workflows.ts";

export type FileStatus = "READY" | "IN_PROGRESS" | "SUCCESS" | "FAILURE";

/** One file's way through the pipeline, as far as it has come. */
export type FileState = {
  recordId: string;
  document: string;
  fileId: string;
  status: FileStatus;
  /** The station it is at, or ended at. */
  node: number;
  error: string | null;
  elapsedMs: number;
};

const words = ["msa", "nda", "sow", "addendum", "exhibit", "schedule", "annex", "section"] as const;
const endings = ["pdf", "pdf", "pdf", "docx", "pptx", "eml", "xlsx"] as const;

/** Every file of the job at an instant. Those that fail are spread over the job by its seed. */
export function filesAt(plan: JobPlan, at: number): FileState[] {
  const { startedAt, finishedAt, files, workflow } = plan;
  const until = Math.min(at, finishedAt);
  // A job that is cut short leaves its last files unfinished.
  const reachMs = (finishedAt - (startedAt ?? finishedAt)) * (plan.outcome === "COMPLETED" ? 1 : 2);
  return Array.from({ length: files }, (_, index) => {
    const random = new Random(mixSeed(plan.seed, 1_000 + index));
    const document = `${workflow.folder}/${random.pick(words)}-${2021 + (index % 5)}-${String(index + 1).padStart(4, "0")}.${random.pick(endings)}`;
    const willFail =
      Math.floor(((index + 1) * plan.failedFiles) / files) >
      Math.floor((index * plan.failedFiles) / files);
    const failsAt = willFail ? random.int(0, workflow.nodes.length - 1) : null;
    const error = random.pick(fileErrors);
    const beginAt = (startedAt ?? Infinity) + (reachMs * index) / (files * 1.25);
    const endAt = beginAt + reachMs * 0.2;
    const share = (until - beginAt) / (endAt - beginAt);
    const identity = {
      recordId: toUuid(mixSeed(plan.seed, 5_000 + index)),
      document,
      fileId: `${document.replace(/^.*\//, "").replace(/\W/g, "-")}-${plan.id.slice(0, 8)}`,
    };
    if (startedAt === null || at < startedAt || share <= 0)
      return { ...identity, status: "READY", node: 0, error: null, elapsedMs: 0 };
    const last = failsAt ?? workflow.nodes.length - 1;
    const node = Math.min(last, Math.floor(share * workflow.nodes.length));
    const isThrough = share >= (last + 1) / workflow.nodes.length || isOver(plan, at);
    const elapsedMs = Math.round(Math.min(until, endAt) - beginAt);
    const place = { ...identity, node: isThrough ? last : node, elapsedMs };
    if (!isThrough) return { ...place, status: "IN_PROGRESS", error: null };
    return failsAt === null
      ? { ...place, status: "SUCCESS", error: null }
      : { ...place, status: "FAILURE", error };
  });
}

/** A job that completed has taken every file to its end. */
function isOver(plan: JobPlan, at: number): boolean {
  return statusAt(plan, at) === "COMPLETED";
}
