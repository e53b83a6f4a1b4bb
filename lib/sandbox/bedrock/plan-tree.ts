import { Random, mixSeed } from "../random.ts";
import { organizationId, projects } from "./content/projects.ts";
import { type JobKind, jobKinds } from "./job-kinds.ts";
import type { JobPlan, PlanStatus } from "./job-plan.ts";
import type { JobTree } from "./job-tree.ts";

const settleMs = 400;

/**
 * Gives every job of a tree its times and its outcome; the root comes first. A parent starts its
 * children, a few at a time, and finishes when they have.
 */
export function planTree(tree: JobTree, createdAt: number, seed: number): JobPlan[] {
  const random = new Random(mixSeed(seed, 7));
  const planner = new TreePlanner(seed, random.chance(0.97) ? random.pick(projects).id : null);
  const root = planner.plan(tree, createdAt, createdAt, null);
  if (random.chance(0.04)) {
    const at = root.createdAt + Math.floor((root.finishedAt - root.createdAt) * random.next());
    return planner.plans.filter((plan) => plan.createdAt <= at).map((plan) => cancel(plan, at));
  }
  return planner.plans;
}

class TreePlanner {
  readonly plans: JobPlan[] = [];
  readonly #seed: number;
  readonly #projectId: string | null;

  constructor(seed: number, projectId: string | null) {
    this.#seed = seed;
    this.#projectId = projectId;
  }

  plan(tree: JobTree, createdAt: number, earliestStart: number, parentId: string | null): JobPlan {
    const seed = mixSeed(this.#seed, this.plans.length);
    const random = new Random(seed);
    const kind: JobKind = jobKinds[tree.type];
    const queued = durationMs(random, kind.queueMedianMs, kind.sigma);
    const startedAt = Math.max(createdAt + queued, earliestStart);
    const fails = random.chance(kind.failureRate);
    const work = durationMs(random, kind.runMedianMs, kind.sigma);
    const plan: JobPlan = {
      id: random.timedId("job", createdAt),
      type: tree.type,
      organizationId,
      projectId: this.#projectId,
      target: random.chance(0.98)
        ? { type: kind.targetType, id: random.id(kind.targetPrefix) }
        : null,
      parentId,
      createdAt,
      startedAt,
      finishedAt: startedAt + (fails ? Math.ceil(work * random.next()) : work),
      outcome: fails ? "FAILED" : "COMPLETED",
      seed,
      parts: fails ? 0 : tree.children.length,
      failedParts: 0,
    };
    this.plans.push(plan);
    if (tree.children.length > 0 && !fails) this.#planChildren(plan, tree, random);
    return plan;
  }

  /** Children are created in a burst and wait for a free lane. */
  #planChildren(plan: JobPlan, tree: JobTree, random: Random): void {
    const fanOutAt = plan.finishedAt;
    const lanes = Array.from({ length: random.int(3, 8) }, () => fanOutAt);
    const ends = tree.children.map((child, index) => {
      const lane = lanes.indexOf(Math.min(...lanes));
      const planned = this.plan(child, fanOutAt + index * 12, lanes[lane] ?? fanOutAt, plan.id);
      lanes[lane] = planned.finishedAt;
      if (planned.outcome === "FAILED") plan.failedParts += 1;
      return planned.finishedAt;
    });
    plan.finishedAt = Math.max(...ends) + random.int(settleMs / 4, settleMs);
    if (plan.failedParts > 0 && random.chance(0.6)) plan.outcome = "FAILED";
  }
}

function cancel(plan: JobPlan, at: number): JobPlan {
  if (plan.finishedAt <= at) return plan;
  const outcome: PlanStatus = "CANCELED";
  const startedAt = plan.startedAt !== null && plan.startedAt < at ? plan.startedAt : null;
  return { ...plan, startedAt, finishedAt: at, outcome };
}

function durationMs(random: Random, medianMs: number, sigma: number): number {
  return Math.max(20, Math.round(random.logNormal(medianMs, sigma)));
}
