import type { JobPlan } from "./job-plan.ts";

/** Beyond this many jobs more than it began with, the oldest are dropped. */
const growth = 100_000;
const dropAtOnce = 5_000;

/** Every plan, in the order of the list: created descending, then id. */
export class JobStore {
  readonly #byId = new Map<string, JobPlan>();
  readonly #byParent = new Map<string, JobPlan[]>();
  /** Backwards, so that new jobs come at the end: the last is the first of the list. */
  readonly #ordered: JobPlan[];
  readonly #maxJobs: number;

  constructor(plans: readonly JobPlan[]) {
    this.#maxJobs = plans.length + growth;
    for (const plan of plans) this.#index(plan);
    this.#ordered = plans.toSorted((a, b) => compareInList(b, a));
  }

  add(plan: JobPlan): void {
    this.#index(plan);
    insert(this.#ordered, plan);
    if (this.#ordered.length > this.#maxJobs) this.#dropOldest();
  }

  find(id: string): JobPlan | undefined {
    return this.#byId.get(id);
  }

  /** All plans, or one job's children, last of the list first. */
  backwards(parentId: string | undefined): readonly JobPlan[] {
    return parentId === undefined ? this.#ordered : (this.#byParent.get(parentId) ?? []);
  }

  #index(plan: JobPlan): void {
    this.#byId.set(plan.id, plan);
    if (plan.parentId === null) return;
    const siblings = this.#byParent.get(plan.parentId);
    if (siblings) insert(siblings, plan);
    else this.#byParent.set(plan.parentId, [plan]);
  }

  #dropOldest(): void {
    for (const plan of this.#ordered.splice(0, dropAtOnce)) {
      this.#byId.delete(plan.id);
      this.#byParent.delete(plan.id);
    }
  }
}

export type ListPlace = Pick<JobPlan, "createdAt" | "id">;

/** Negative when `a` stands before `b` in the list. */
function compareInList(a: ListPlace, b: ListPlace): number {
  if (a.createdAt !== b.createdAt) return b.createdAt - a.createdAt;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** How many of the backwards plans stand after `place` in the list. */
export function countAfter(backwards: readonly JobPlan[], place: ListPlace): number {
  let [low, high] = [0, backwards.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const plan = backwards[middle];
    if (plan && compareInList(plan, place) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(backwards: JobPlan[], plan: JobPlan): void {
  backwards.splice(countAfter(backwards, plan), 0, plan);
}
