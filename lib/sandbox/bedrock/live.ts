import { Random, mixSeed } from "../random.ts";
import type { JobPlan } from "./job-plan.ts";
import { growTree } from "./job-tree.ts";
import { planTree } from "./plan-tree.ts";

const gapMs = { least: 2_000, most: 7_000 };
/** Jobs that began before the start, so that the first look already finds some under way. */
const warmupMs = 10 * 60_000;
/** A clock that leaps further than this finds the jobs of its last minutes only. */
const maxLeapMs = 24 * 3_600_000;

/** The jobs that keep coming. Nothing runs in between: asking for an instant plans what came until then. */
export class LiveSchedule {
  readonly #seed: number;
  readonly #random: Random;
  #count = 0;
  #nextAt: number;

  constructor(seed: number, startAt: number) {
    this.#seed = mixSeed(seed, 10);
    this.#random = new Random(this.#seed);
    this.#nextAt = startAt - warmupMs;
  }

  /** The plans of all jobs set off since the last call and up to `at`. */
  takeUntil(at: number): JobPlan[] {
    const plans: JobPlan[] = [];
    if (at - this.#nextAt > maxLeapMs) this.#nextAt = at - warmupMs;
    while (this.#nextAt <= at) {
      const seed = mixSeed(this.#seed, this.#count);
      plans.push(...planTree(growTree(seed, "small"), this.#nextAt, seed));
      this.#count += 1;
      this.#nextAt += this.#random.int(gapMs.least, gapMs.most);
    }
    return plans;
  }
}
