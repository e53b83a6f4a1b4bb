import { createArrivals } from "../arrivals.ts";
import { Random, mixSeed } from "../random.ts";
import type { SandboxApiSetup } from "../sandbox-api.ts";
import { documentedJob } from "./documented-job.ts";
import { endOf, planJob, statusAt, type JobPlan } from "./job-plan.ts";
import { jobMoveSchema, jobSpecSchema, type JobMove, type JobSpec } from "./job-record.ts";
import { toUuid } from "./uuid.ts";
import { workflows } from "./workflows.ts";

const historyMs = 14 * 24 * 3_600_000;
/** A list comes in one answer, so no history is longer. */
const maxHistory = 5_000;
/** Beyond this many jobs more than it began with, the oldest are dropped. */
const growth = 5_000;
const gapMs = { least: 15_000, most: 45_000 };
const pace = { gapMs, warmupMs: 6 * 60_000, maxLeapMs: historyMs };
/** What a cancel takes to come true. */
const cancelMs = { least: 1_200, most: 4_000 };

/** All jobs there are. The live ones come into being whenever someone looks. */
export class UnstructuredWorld {
  readonly #now: () => number;
  readonly #byId = new Map<string, JobPlan>();
  readonly #random: Random;
  readonly #liveSeed: number;
  readonly #arrivals: ReturnType<typeof createArrivals> | null;
  readonly #maxJobs: number;

  constructor({ jobs, seed, live, now }: SandboxApiSetup) {
    this.#now = now;
    const startAt = now();
    this.#random = new Random(mixSeed(seed, 21));
    this.#liveSeed = mixSeed(seed, 22);
    this.#arrivals = live ? createArrivals(startAt, this.#random, pace) : null;
    const count = Math.min(jobs, maxHistory);
    for (let index = 0; index < count; index += 1) {
      const createdAt = Math.round(startAt - 3_600_000 - this.#random.next() * historyMs);
      this.#add(planJob(createdAt, mixSeed(mixSeed(seed, 23), index), "usual"));
    }
    if (count > 0) this.#add(documentedJob);
    this.#maxJobs = this.#byId.size + growth;
  }

  /** In no order that anyone could rely on. */
  jobs(): JobPlan[] {
    this.#grow();
    return [...this.#byId.values()];
  }

  /** The documented job is known even to a world without a history. */
  find(id: string): JobPlan | undefined {
    this.#grow();
    return this.#byId.get(id) ?? (id === documentedJob.id ? documentedJob : undefined);
  }

  /** Whether the job was in flight. It stops a moment later. */
  cancel(plan: JobPlan): boolean {
    const now = this.#now();
    if (plan.record) {
      if (!isInFlight(plan.record.status ?? "SCHEDULED")) return false;
      plan.record.status = "cancelled";
      return true;
    }
    if (now >= endOf(plan).at) return false;
    const takesMs = this.#random.int(cancelMs.least, cancelMs.most);
    plan.stoppedAt ??= Math.min(now + takesMs, plan.finishedAt);
    return true;
  }

  create(input: JobSpec): string {
    const record = jobSpecSchema.parse(input);
    const id = record.id ?? toUuid(this.#random.int(0, 2 ** 31));
    if (this.#byId.has(id)) throw new Error(`There is a job ${id} already.`);
    const createdAt = record.createdAt ?? this.#now();
    const [workflow] = workflows;
    const rest = { startedAt: Infinity, finishedAt: Infinity, outcome: "SCHEDULED" as const };
    const size = { seed: 0, files: 0, failedFiles: 0 };
    this.#add({ id, workflow, createdAt, ...rest, ...size, record });
    return id;
  }

  advance(id: string, move: JobMove): void {
    const record = this.#byId.get(id)?.record;
    if (!record) throw new Error(`There is no job ${id} made by hand.`);
    Object.assign(record, jobMoveSchema.parse(move));
  }

  #grow(): void {
    const now = this.#now();
    if (!this.#arrivals) return;
    for (const { at, index } of this.#arrivals(now))
      this.#add(planJob(at, mixSeed(this.#liveSeed, index), "small"));
    for (const [id, plan] of this.#byId) {
      if (this.#byId.size <= this.#maxJobs) break;
      if (statusAt(plan, now) !== "IN_PROGRESS") this.#byId.delete(id);
    }
  }

  #add(plan: JobPlan): void {
    this.#byId.set(plan.id, plan);
  }
}

function isInFlight(status: string): boolean {
  return /^(scheduled|in_progress)$/i.test(status);
}
