import type { ServerResponse } from "node:http";
import { toJsonText } from "../json-text.ts";
import { formOf } from "./choose-form.ts";
import { type JobPlan, type JobStep, type StatusStep, isFinal, meaningOf } from "./job-plan.ts";
import { stepsOf } from "./job-steps.ts";
import type { WireForm } from "./wire-form.ts";
import { renderStatus } from "./wire.ts";

export type StreamDisturbance = "cut" | "stall" | "garbage" | "end";

/** A reader who leaves this much unread is cut off. */
const maxUnreadBytes = 64 * 1024 * 1024;

const heartbeats: Record<WireForm["heartbeat"], string> = {
  comment: ": heartbeat\n\n",
  heartbeat: "event: heartbeat\ndata: {}\n\n",
  ping: "event: ping\ndata: {}\n\n",
  empty: "data:\n\n",
};

const garbage = [
  'event: status\ndata: {"job_id": "job_\n\n',
  "event: status\ndata: null\n\n",
  "event: progress\ndata: [1,2\ndata: 3]\n\n",
  "event: \u0000\u001b[31m\ndata: <html>\n\n",
  "no colon at all\nretry: soon\nid: \u0000\n\n",
  "data: \ufffd\ufffd\n\n",
].join("");

/** One open answer to `GET /jobs/{id}/stream`. */
export class JobStream {
  readonly plan: JobPlan;
  readonly #response: ServerResponse;
  readonly #steps: readonly JobStep[];
  readonly #heartbeatMs: number;
  readonly #closesAt: number;
  #sent: number;
  #heartbeatAt: number;
  #stalled = false;

  /** `real` is the running time of the process, which heartbeats and the time limit go by. */
  constructor(
    plan: JobPlan,
    response: ServerResponse,
    init: { now: number; real: number; heartbeatMs: number; streamLimitMs: number },
  ) {
    this.plan = plan;
    this.#response = response;
    this.#steps = stepsOf(plan);
    this.#sent = this.#steps.filter((step) => step.at <= init.now).length;
    this.#heartbeatMs = init.heartbeatMs;
    this.#heartbeatAt = init.real + init.heartbeatMs;
    this.#closesAt = init.real + init.streamLimitMs;
  }

  /** The first frame; of a finished job, the only one. */
  open(): void {
    const last = this.#steps.slice(0, this.#sent).findLast((step) => step.kind === "status");
    if (last?.kind !== "status") return;
    if (isFinal(last.status) || formOf(this.plan).opening === "status") this.#send(last);
    else this.#response.flushHeaders();
  }

  pump(now: number, real: number): void {
    if (this.#response.writableLength > maxUnreadBytes) this.#response.destroy();
    if (this.#stalled || this.#response.writableEnded) return;
    for (
      let step = this.#steps[this.#sent];
      step && step.at <= now;
      step = this.#steps[this.#sent]
    ) {
      this.#sent += 1;
      this.#send(step);
      if (this.#response.writableEnded) return;
    }
    if (real >= this.#closesAt) this.#response.end();
    else if (real >= this.#heartbeatAt) {
      this.#heartbeatAt = real + this.#heartbeatMs;
      this.#response.write(heartbeats[formOf(this.plan).heartbeat]);
    }
  }

  disturb(how: StreamDisturbance): void {
    if (how === "end") this.#response.end();
    else if (how === "garbage") this.#response.write(garbage);
    else if (how === "stall") {
      this.#stalled = true;
      this.#response.flushHeaders();
    } else {
      const half = `event: status\ndata: {"job_id":"${this.plan.id}","sta`;
      this.#response.write(half, () => this.#response.destroy());
    }
  }

  #send(step: JobStep): void {
    if (step.kind === "progress") {
      const { progress, message } = step;
      const data = toJsonText({ job_id: this.plan.id, message, progress });
      this.#response.write(`event: progress\ndata: ${data}\n\n`);
      return;
    }
    this.#response.write(`event: ${eventName(step)}\ndata: ${renderStatus(this.plan, step)}\n\n`);
    if (isFinal(step.status)) this.#response.end();
  }
}

function eventName(step: StatusStep): string {
  const meaning = meaningOf(step.status);
  return isFinal(step.status) && meaning ? meaning.toLowerCase() : "status";
}
