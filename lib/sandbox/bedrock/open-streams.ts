import type { ServerResponse } from "node:http";
import type { JobPlan } from "./job-plan.ts";
import { JobStream, type StreamDisturbance } from "./job-stream.ts";

const tickMs = 40;

type StreamSettings = { now: () => number; heartbeatMs: number; streamLimitMs: number };

/** All open streams, moved on by one timer that runs only while there are any. */
export class OpenStreams {
  readonly #settings: StreamSettings;
  readonly #streams = new Set<JobStream>();
  #timer: NodeJS.Timeout | null = null;

  constructor(settings: StreamSettings) {
    this.#settings = settings;
  }

  open(plan: JobPlan, response: ServerResponse, disturbance: StreamDisturbance | null): void {
    const stream = new JobStream(plan, response, {
      ...this.#settings,
      now: this.#settings.now(),
      real: performance.now(),
    });
    this.#streams.add(stream);
    response.on("close", () => this.#remove(stream));
    this.#timer ??= setInterval(
      () => this.pump(),
      Math.max(2, Math.min(tickMs, this.#settings.heartbeatMs / 2)),
    ).unref();
    if (disturbance) stream.disturb(disturbance);
    if (disturbance === null || disturbance === "garbage") stream.open();
  }

  pump(): void {
    const now = this.#settings.now();
    const real = performance.now();
    for (const stream of this.#streams) stream.pump(now, real);
  }

  disturb(how: StreamDisturbance, jobId?: string): number {
    const streams = this.#of(jobId);
    for (const stream of streams) stream.disturb(how);
    return streams.length;
  }

  count(jobId?: string): number {
    return this.#of(jobId).length;
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #of(jobId: string | undefined): JobStream[] {
    return [...this.#streams].filter((each) => jobId === undefined || each.plan.id === jobId);
  }

  #remove(stream: JobStream): void {
    this.#streams.delete(stream);
    if (this.#streams.size === 0) this.close();
  }
}
