import { Random, mixSeed } from "../random.ts";
import type { JobRecord } from "./job-record.ts";
import { toUuid } from "./uuid.ts";
import { workflows, type Workflow } from "./workflows.ts";

export type JobStatus = "SCHEDULED" | "IN_PROGRESS" | "COMPLETED" | "STOPPED" | "FAILED";

/**
 * All that will ever happen to one job, unless somebody cancels it. Its state at an instant is a pure
 * function of this.
 */
export type JobPlan = {
  id: string;
  workflow: Workflow;
  createdAt: number;
  startedAt: number;
  finishedAt: number;
  outcome: JobStatus;
  seed: number;
  files: number;
  failedFiles: number;
  /** Set by the first cancel that came in time: where the plan breaks off. */
  stoppedAt?: number;
  /** Set when the job is written by hand: what each route answers, whatever the time. */
  record?: JobRecord;
};

const fileRunMs = 6_000;

export function planJob(createdAt: number, seed: number, size: "usual" | "small"): JobPlan {
  const random = new Random(seed);
  const workflow = random.pick(workflows);
  const files = toFileCount(random, workflow, size);
  const startedAt = createdAt + Math.round(random.logNormal(4_000, 0.7));
  const runMs = Math.round(random.logNormal(fileRunMs * (2 + Math.sqrt(files) * 2.2), 0.35));
  const draw = random.next();
  const outcome = draw < 0.05 ? "FAILED" : draw < 0.08 ? "STOPPED" : "COMPLETED";
  const failedFiles =
    outcome === "STOPPED" ? 0 : random.chance(0.18) ? 1 + Math.floor(files * 0.12) : 0;
  return {
    id: toUuid(mixSeed(seed, 31)),
    workflow,
    createdAt,
    startedAt,
    finishedAt: startedAt + (outcome === "COMPLETED" ? runMs : Math.round(runMs * 0.4)),
    outcome,
    seed,
    files,
    failedFiles: outcome === "FAILED" ? Math.max(1, failedFiles) : failedFiles,
  };
}

function toFileCount(random: Random, workflow: Workflow, size: "usual" | "small"): number {
  if (workflow.jobType === "ephemeral") return random.int(1, 5);
  return size === "small" ? random.int(6, 60) : Math.ceil(random.logNormal(40, 0.9));
}

export function endOf({ stoppedAt, finishedAt, outcome }: JobPlan): {
  at: number;
  status: JobStatus;
} {
  return stoppedAt === undefined
    ? { at: finishedAt, status: outcome }
    : { at: stoppedAt, status: "STOPPED" };
}

export function statusAt(plan: JobPlan, at: number): JobStatus {
  const end = endOf(plan);
  if (at >= end.at) return end.status;
  return at >= plan.startedAt ? "IN_PROGRESS" : "SCHEDULED";
}
