import type { JsonValue } from "../json-text.ts";

export type Outcome = "SUCCESS" | "FAILURE";

/**
 * All that will ever happen to one job, unless somebody cancels it. Its state at an instant is a pure
 * function of this.
 */
export type JobPlan = {
  id: string;
  type: string;
  createdAt: number;
  startedAt: number;
  finishedAt: number;
  outcome: Outcome;
  /** Request, events, pictures and spelling follow from it. */
  seed: number;
  /** Set by the first cancel that came in time. */
  canceledAt: number | null;
  /** Set when the job is moved by hand rather than derived from its seed. */
  script?: JobScript;
};

export type JobScript = {
  statuses: { at: number; status: string }[];
  /** Rising in `seq`. */
  events: JobEvent[];
  results: Picture[];
  request: JsonValue;
  /** Put over the fields of the job as it goes out. */
  fields: { readonly [key: string]: JsonValue };
};

export type JobEvent = {
  seq: number;
  type: string;
  stage: string | null;
  message: string;
  pictures: Picture[];
  extra: JsonValue;
  at: number;
};

/** A file in the store behind the API; `name` is its place there. */
export type Picture = {
  name: string;
  kind: string;
  role: string;
  label: string | null;
  meta: { readonly [key: string]: JsonValue };
};

/** The event that ends a job is seen this much before or after the job itself tells its end. */
export const maxLagMs = 2_500;
const cancelTakesMs = 1_500;

export function endOf(plan: JobPlan): { at: number; status: Outcome } {
  const canceledAt = plan.canceledAt === null ? Infinity : plan.canceledAt + cancelTakesMs;
  return canceledAt < plan.finishedAt
    ? { at: canceledAt, status: "FAILURE" }
    : { at: plan.finishedAt, status: plan.outcome };
}

/** The status word at an instant. */
export function statusAt(plan: JobPlan, at: number): string {
  if (plan.script) {
    return plan.script.statuses.findLast((step) => step.at <= at)?.status ?? "NOT_STARTED";
  }
  const end = endOf(plan);
  if (at >= end.at) return end.status;
  return at >= plan.startedAt ? "IN_PROGRESS" : "NOT_STARTED";
}

export function isFinal(status: string): boolean {
  return status === "SUCCESS" || status === "FAILURE";
}
