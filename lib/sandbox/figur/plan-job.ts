import { Random, mixSeed } from "../random.ts";
import { commonTypes, kindOf, rareTypes } from "./content/job-kinds.ts";
import type { JobPlan } from "./job-plan.ts";
import { toUlid } from "./ulid.ts";

/** One job, all of it following from its seed. */
export function planJob(createdAt: number, seed: number): JobPlan {
  const random = new Random(mixSeed(seed, 1));
  const type = random.chance(0.05) ? random.pick(rareTypes) : random.pick(commonTypes);
  const { queueMedianMs, runMedianMs, failureRate } = kindOf(type);
  const startedAt = createdAt + durationMs(random, queueMedianMs, 0.7);
  return {
    id: toUlid(createdAt, random),
    type,
    createdAt,
    startedAt,
    finishedAt: startedAt + durationMs(random, runMedianMs, 0.5),
    outcome: random.chance(failureRate) ? "FAILURE" : "SUCCESS",
    seed,
    canceledAt: null,
  };
}

function durationMs(random: Random, medianMs: number, sigma: number): number {
  return Math.max(50, Math.round(random.logNormal(medianMs, sigma)));
}
