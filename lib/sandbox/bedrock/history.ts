import { Random, mixSeed } from "../random.ts";
import type { JobPlan } from "./job-plan.ts";
import { growTree } from "./job-tree.ts";
import { planTree } from "./plan-tree.ts";

const hourMs = 3_600_000;
const historyMs = 14 * 24 * hourMs;
const giantEvery = 200;

/** How busy each hour of the day is, in UTC. */
const hourWeights = [
  0.08, 0.06, 0.05, 0.05, 0.06, 0.1, 0.22, 0.45, 0.8, 1, 1, 0.95, 0.7, 0.85, 1, 0.95, 0.85, 0.6,
  0.4, 0.3, 0.22, 0.18, 0.14, 0.1,
];
const weekendWeight = 0.25;

/** So many jobs over the two weeks before `now`, all of them finished by then. */
export function planHistory(count: number, now: number, seed: number): JobPlan[] {
  const plans: JobPlan[] = [];
  const random = new Random(mixSeed(seed, 8));
  for (let index = 0; plans.length < count; index++) {
    const treeSeed = mixSeed(mixSeed(seed, 9), index);
    const tree = growTree(treeSeed, index % giantEvery === giantEvery / 2 ? "giant" : "usual");
    const planned = planBefore(now, busyInstant(random, now), (at) => planTree(tree, at, treeSeed));
    plans.push(...planned.slice(0, count - plans.length));
  }
  return plans;
}

/** Plans once, and once more at an earlier instant if the end would come after `now`. */
function planBefore(now: number, at: number, plan: (at: number) => JobPlan[]): JobPlan[] {
  const planned = plan(at);
  const end = planned.reduce((latest, each) => Math.max(latest, each.finishedAt), at);
  return end < now ? planned : plan(at - (end - now) - 1_000);
}

function busyInstant(random: Random, now: number): number {
  for (;;) {
    const at = Math.floor(now - random.next() * historyMs);
    const date = new Date(at);
    const weekend = date.getUTCDay() % 6 === 0 ? weekendWeight : 1;
    if (random.chance((hourWeights[date.getUTCHours()] ?? 1) * weekend)) return at;
  }
}
