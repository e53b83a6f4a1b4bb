import { Random, mixSeed } from "../random.ts";
import { failureOf } from "./content/failures.ts";
import { stageMessages } from "./content/stages.ts";
import type { JobPlan, JobStep } from "./job-plan.ts";

/** Every step of a job from its creation to its end, oldest first. */
export function stepsOf(plan: JobPlan): readonly JobStep[] {
  if (plan.script) return plan.script.steps;
  const steps: JobStep[] = [{ kind: "status", at: plan.createdAt, status: "PENDING", error: null }];
  if (plan.startedAt !== null) {
    steps.push({ kind: "status", at: plan.startedAt, status: "RUNNING", error: null });
    steps.push(...progressSteps(plan, plan.startedAt));
  }
  const error = plan.outcome === "FAILED" ? failureOf(plan) : null;
  steps.push({ kind: "status", at: plan.finishedAt, status: plan.outcome, error });
  return steps;
}

function progressSteps(plan: JobPlan, startedAt: number): JobStep[] {
  const random = new Random(mixSeed(plan.seed, 3));
  const messages = stageMessages(plan.type, plan.parts);
  const reach = plan.outcome === "COMPLETED" ? 1 : random.next();
  const count = Math.floor(messages.length * reach);
  const runMs = plan.finishedAt - startedAt;
  return messages.slice(0, count).map((message, index) => ({
    kind: "progress",
    at: startedAt + Math.floor((runMs * (index + 0.15 + 0.7 * random.next())) / (count + 0.5)),
    progress: Math.round(((index + 0.5) / messages.length) * 1000) / 1000,
    message,
  }));
}
