import { createArrivals } from "../arrivals.ts";
import { Random, mixSeed } from "../random.ts";
import type { JobPlan } from "./job-plan.ts";
import { planJob } from "./plan-job.ts";

type WorldInit = { jobs: number; seed: number; live: boolean; now: () => number };

const dayMs = 24 * 3_600_000;
const historyMs = 30 * dayMs;
const pace = { gapMs: { least: 5_000, most: 16_000 }, warmupMs: 5 * 60_000, maxLeapMs: dayMs };
const maxLiveJobs = 50_000;

/** All jobs there are, newest first. The live ones come into being whenever someone looks. */
export class FigurWorld {
  readonly #now: () => number;
  readonly #byId = new Map<string, JobPlan>();
  /** Oldest first, so that new jobs come at the end. */
  readonly #ordered: JobPlan[];
  readonly #maxJobs: number;
  readonly #seed: number;
  readonly #arrivals: ReturnType<typeof createArrivals> | null;

  constructor({ jobs, seed, live, now }: WorldInit) {
    this.#now = now;
    this.#seed = mixSeed(seed, 30);
    const startAt = now();
    this.#arrivals = live ? createArrivals(startAt, new Random(this.#seed), pace) : null;
    this.#maxJobs = jobs + maxLiveJobs;
    const history = Array.from({ length: jobs }, (_, index) => {
      const random = new Random(mixSeed(this.#seed, index + 7));
      const at = startAt - pace.warmupMs - Math.floor(random.next() ** 1.5 * historyMs);
      return planJob(at, mixSeed(this.#seed, index));
    });
    this.#ordered = history.toSorted((a, b) => a.createdAt - b.createdAt);
    for (const plan of this.#ordered) this.#byId.set(plan.id, plan);
  }

  find(id: string): JobPlan | undefined {
    this.#grow();
    const plan = this.#byId.get(id);
    return plan && plan.createdAt <= this.#now() ? plan : undefined;
  }

  *newestFirst(): Generator<JobPlan> {
    this.#grow();
    const now = this.#now();
    for (let index = this.#ordered.length - 1; index >= 0; index -= 1) {
      const plan = this.#ordered[index];
      if (plan && plan.createdAt <= now) yield plan;
    }
  }

  add(plan: JobPlan): void {
    this.#byId.set(plan.id, plan);
    const place = this.#ordered.findLastIndex((each) => each.createdAt <= plan.createdAt) + 1;
    this.#ordered.splice(place, 0, plan);
    if (this.#ordered.length <= this.#maxJobs) return;
    for (const old of this.#ordered.splice(0, 1_000)) this.#byId.delete(old.id);
  }

  #grow(): void {
    for (const { at, index } of this.#arrivals?.(this.#now()) ?? [])
      this.add(planJob(at, mixSeed(this.#seed ^ 0x5f, index)));
  }
}
