import { Random, mixSeed } from "../random.ts";
import { endOf, statusAt, type JobPlan } from "./job-plan.ts";
import { fileErrors } from "./workflows.ts";

export type FileStatus = "READY" | "IN_PROGRESS" | "SUCCESS" | "FAILURE";

/** One file's way through the pipeline, as far as it has come. */
export type FileState = {
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

/** Every file of the job at an instant. */
export function filesAt(plan: JobPlan, at: number): FileState[] {
  return Array.from({ length: plan.files }, (_, index) => fileAt(plan, index, at));
}

/** One file. Those that fail are spread over the job by its seed. */
export function fileAt(plan: JobPlan, index: number, at: number): FileState {
  const { startedAt, finishedAt, files, workflow } = plan;
  const random = new Random(mixSeed(plan.seed, 1_000 + index));
  const number = String(index + 1).padStart(4, "0");
  const name = `${random.pick(words)}-${2021 + (index % 5)}-${number}.${random.pick(endings)}`;
  const failsBefore = (count: number) => Math.floor((count * plan.failedFiles) / files);
  const willFail = failsBefore(index + 1) > failsBefore(index);
  const lastNode = workflow.nodes.length - 1;
  const endsAtNode = willFail ? random.int(0, lastNode) : lastNode;
  const error = willFail ? random.pick(fileErrors) : null;
  const identity = {
    document: `${workflow.folder}/${name}`,
    fileId: `${name.replace(/\W/g, "-")}-${plan.id.slice(0, 8)}`,
  };

  // A job that is cut short leaves its last files unfinished.
  const reachMs = (finishedAt - startedAt) * (plan.outcome === "COMPLETED" ? 1 : 2);
  const beginAt = startedAt + (reachMs * index) / (files * 1.25);
  const fileMs = reachMs * 0.2;
  const spentMs = Math.min(at, endOf(plan).at) - beginAt;
  if (spentMs <= 0) return { ...identity, status: "READY", node: 0, error: null, elapsedMs: 0 };
  const share = spentMs / fileMs;
  const isThrough = share >= (endsAtNode + 1) / workflow.nodes.length || isOver(plan, at);
  const elapsedMs = Math.round(Math.min(spentMs, fileMs));
  if (isThrough) {
    const status = willFail ? "FAILURE" : "SUCCESS";
    return { ...identity, status, node: endsAtNode, error, elapsedMs };
  }
  const node = Math.min(endsAtNode, Math.floor(share * workflow.nodes.length));
  return { ...identity, status: "IN_PROGRESS", node, error: null, elapsedMs };
}

/** A job that completed has taken every file to its end. */
function isOver(plan: JobPlan, at: number): boolean {
  return statusAt(plan, at) === "COMPLETED";
}
