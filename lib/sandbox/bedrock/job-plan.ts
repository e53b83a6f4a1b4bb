import type { JsonValue } from "../json-text.ts";
import type { WireForm } from "./wire-form.ts";

export type PlanStatus = "PENDING" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELED";
export type PlanError = { code: string; message: string };

/**
 * All that will ever happen to one job. Its state at an instant is a pure function of this:
 * history, running jobs and streams read the same plan, and nothing has to be kept in motion.
 */
export type JobPlan = {
  id: string;
  type: string;
  organizationId: string;
  projectId: string | null;
  target: { type: string; id: string } | null;
  parentId: string | null;
  createdAt: number;
  /** null: never started. */
  startedAt: number | null;
  finishedAt: number;
  outcome: PlanStatus;
  /** Payload, results, messages and wire form follow from it. */
  seed: number;
  /** Children, and how many of them fail. */
  parts: number;
  failedParts: number;
  /** Set when the job is written by hand rather than derived from its seed. */
  script?: JobScript;
};

export type JobScript = {
  /** Rising in time; grows as the job is moved. */
  steps: JobStep[];
  form: WireForm;
  payload: JsonValue;
  results: JsonValue | undefined;
  /** Put over the fields of the job as it goes out. */
  fields: { readonly [key: string]: JsonValue };
};

export type JobStep =
  | { kind: "status"; at: number; status: string; error: PlanError | null }
  | { kind: "progress"; at: number; progress: number | null; message: string | null };

export type StatusStep = Extract<JobStep, { kind: "status" }>;

/** The status word at an instant, in the plan's own spelling. */
export function statusAt(plan: JobPlan, at: number): string {
  if (plan.script) {
    const step = plan.script.steps.findLast((each) => each.kind === "status" && each.at <= at);
    return step?.kind === "status" ? step.status : "PENDING";
  }
  if (at >= plan.finishedAt) return plan.outcome;
  return plan.startedAt !== null && at >= plan.startedAt ? "RUNNING" : "PENDING";
}

const meanings: Record<string, PlanStatus> = {
  pending: "PENDING",
  queued: "PENDING",
  running: "RUNNING",
  started: "RUNNING",
  completed: "COMPLETED",
  failed: "FAILED",
  canceled: "CANCELED",
  cancelled: "CANCELED",
};

/** What a status word means, however it is spelled; undefined for a word nobody documented. */
export function meaningOf(word: string): PlanStatus | undefined {
  return meanings[word.toLowerCase()];
}

export function isFinal(word: string): boolean {
  const meaning = meaningOf(word);
  return meaning === "COMPLETED" || meaning === "FAILED" || meaning === "CANCELED";
}
