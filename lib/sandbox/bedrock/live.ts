import { createArrivals } from "../arrivals.ts";
import { Random, mixSeed } from "../random.ts";
import type { JobPlan } from "./job-plan.ts";
import { growTree } from "./job-tree.ts";
import { planTree } from "./plan-tree.ts";

const gapMs = { least: 2_000, most: 7_000 };
const pace = { gapMs, warmupMs: 10 * 60_000, maxLeapMs: 24 * 3_600_000 };

/** The jobs that keep coming. */
export class LiveSchedule {
  readonly #seed: number;
  readonly #arrivals: ReturnType<typeof createArrivals>;

  constructor(seed: number, startAt: number) {
    this.#seed = mixSeed(seed, 10);
    this.#arrivals = createArrivals(startAt, new Random(this.#seed), pace);
  }

  /** The plans of all jobs set off since the last call and up to `now`. */
  takeUntil(now: number): JobPlan[] {
    return Array.from(this.#arrivals(now)).flatMap(({ at, index }) => {
      const seed = mixSeed(this.#seed, index);
      return planTree(growTree(seed, "small"), at, seed);
    });
  }
}
