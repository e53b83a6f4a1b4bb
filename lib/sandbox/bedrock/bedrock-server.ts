import type { IncomingMessage, ServerResponse } from "node:http";
import type { FaultBook } from "../fault-book.ts";
import type { Fault } from "../fault.ts";
import { Random } from "../random.ts";
import type { RateLimit } from "../rate-limit.ts";
import type { RequestCounter } from "../request-counts.ts";
import { Answer } from "./answer.ts";
import type { BedrockWorld } from "./bedrock-world.ts";
import { hugePayload } from "./content/huge-payload.ts";
import { listJobs } from "./list-jobs.ts";
import type { OpenStreams } from "./open-streams.ts";
import type { ScriptedJobs } from "./scripted-jobs.ts";
import { renderJob, renderListed } from "./wire.ts";

/** A job of another organization. */
const foreignJobId = "job_01OTHERTENANT";

type Parts = {
  apiKey: string;
  now: () => number;
  world: BedrockWorld;
  scripts: ScriptedJobs;
  streams: OpenStreams;
  faults: FaultBook;
  limit: RateLimit;
  requests: RequestCounter;
};

type Call = { route: "get" | "list" | "stream"; jobId: string | null };

/** The Bedrock API over the world's jobs. */
export class BedrockServer {
  readonly #parts: Parts;
  readonly #random = new Random(1);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  handle(request: IncomingMessage, response: ServerResponse, target: string): void {
    const url = URL.parse(target, "http://sandbox");
    const path = url?.pathname ?? "/";
    const call = request.method === "GET" ? parseCall(path) : undefined;
    if (call) this.#parts.requests.add(call.route, call.jobId);
    const admitted = this.#isAuthorized(request) ? this.#parts.limit.take() : null;
    const requestId = `req_01J${this.#random.base32(16)}`;
    const answer = new Answer(response, requestId, path, this.#parts.limit);
    const fault = call ? this.#parts.faults.take(call.route, call.jobId) : null;

    const proceed = () => {
      if (admitted === null) answer.refuse(401);
      else if (!admitted) answer.rateLimited(this.#parts.limit.retryAfterSeconds());
      else if (!url || !call) answer.refuse(404);
      else this.#answer(call, url.searchParams, answer, fault);
    };
    if (fault?.kind === "slow") setTimeout(proceed, fault.delayMs).unref();
    else if (!fault || !answer.preempt(fault, call?.route === "stream")) proceed();
  }

  #answer(call: Call, search: URLSearchParams, answer: Answer, fault: Fault | null): void {
    if (call.jobId === null) {
      this.#list(search, answer, fault);
      return;
    }
    if (call.jobId === foreignJobId) {
      answer.refuse(403);
      return;
    }
    const now = this.#parts.now();
    const raw = call.route === "get" ? this.#parts.scripts.raw(call.jobId) : undefined;
    const plan = this.#parts.world.find(call.jobId);
    if (raw !== undefined) {
      answer.jsonUnder(fault, raw);
    } else if (!plan) {
      answer.refuse(404);
    } else if (call.route === "stream") {
      const kind = fault?.kind;
      const disturbance = kind === "cut" || kind === "garbage" || kind === "stall" ? kind : null;
      this.#parts.streams.open(plan, answer.stream(), disturbance);
    } else {
      const payload = fault?.kind === "huge" ? hugePayload(fault.payloadBytes) : undefined;
      answer.jsonUnder(fault, renderJob(plan, now, payload));
    }
  }

  #list(search: URLSearchParams, answer: Answer, fault: Fault | null): void {
    const now = this.#parts.now();
    const page = listJobs(this.#parts.world.jobs(), search, now);
    if ("errors" in page) {
      answer.refuse(400, page);
      return;
    }
    const data = page.plans.map((plan) => renderListed(plan, now)).join(",");
    const meta = JSON.stringify({ next: page.next, prev: page.prev, limit: page.limit });
    answer.jsonUnder(fault, `{"data":[${data}],"_meta":${meta}}`);
  }

  #isAuthorized({ headers }: IncomingMessage): boolean {
    const { apiKey } = this.#parts;
    return headers.authorization === `Bearer ${apiKey}` || headers["x-api-key"] === apiKey;
  }
}

function parseCall(path: string): Call | undefined {
  if (path === "/jobs") return { route: "list", jobId: null };
  const [, id, stream] = /^\/jobs\/([\w.-]+)(\/stream)?$/.exec(path) ?? [];
  if (id === undefined) return undefined;
  return { route: stream === undefined ? "get" : "stream", jobId: id };
}
