import { documentedJob } from "./documented-job.ts";
import { planHistory } from "./history.ts";
import type { JobPlan } from "./job-plan.ts";
import { JobStore } from "./job-store.ts";
import { LiveSchedule } from "./live.ts";

type WorldInit = { jobs: number; seed: number; live: boolean; now: () => number };

/** All jobs there are. The live ones come into being whenever someone looks. */
export class BedrockWorld {
  readonly #now: () => number;
  readonly #store: JobStore;
  readonly #live: LiveSchedule | null;

  constructor({ jobs, seed, live, now }: WorldInit) {
    this.#now = now;
    const startAt = now();
    const history = jobs > 0 ? [documentedJob, ...planHistory(jobs - 1, startAt, seed)] : [];
    this.#store = new JobStore(history);
    this.#live = live ? new LiveSchedule(seed, startAt) : null;
  }

  jobs(): JobStore {
    for (const plan of this.#live?.takeUntil(this.#now()) ?? []) this.#store.add(plan);
    return this.#store;
  }

  /** The documented job is known even to a world without a history. */
  find(id: string): JobPlan | undefined {
    const plan = this.jobs().find(id) ?? (id === documentedJob.id ? documentedJob : undefined);
    return plan && plan.createdAt <= this.#now() ? plan : undefined;
  }

  add(plan: JobPlan): void {
    this.#store.add(plan);
  }
}
