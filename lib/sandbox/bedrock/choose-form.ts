import { Random, mixSeed } from "../random.ts";
import type { JobPlan } from "./job-plan.ts";
import { type WireForm, regularForm } from "./wire-form.ts";

const irregularShare = 0.3;

/** The form a job is told in: regular for most, and for the rest as the documents disagree. */
export function formOf(plan: JobPlan): WireForm {
  if (plan.script) return plan.script.form;
  const random = new Random(mixSeed(plan.seed, 1));
  if (!random.chance(irregularShare)) return regularForm;
  const guide = random.chance(0.35);
  return {
    shape: guide ? "guide" : "reference",
    envelope: guide === random.chance(0.85) ? "bare" : "data",
    status: random.pick(["upper", "upper", "title", "lower", "odd"]),
    error: random.pick(["events", "top", "both", "nowhere"]),
    targetCase: random.pick(["title", "lower"]),
    events: random.pick(["full", "full", "full", "null", "empty", "shuffled", "untimed"]),
    time: random.pick(["seconds", "millis", "micros"]),
    omit: random.pick([
      [],
      [],
      ["updated_at"],
      ["updated_at", "completed_at", "failed_at"],
      ["events"],
      ["organization_id", "parent_id"],
      ["payload", "results"],
    ]),
    opening: random.pick(["status", "silent"]),
    heartbeat: random.pick(["comment", "heartbeat", "ping", "empty"]),
  };
}
