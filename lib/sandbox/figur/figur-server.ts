import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { FaultBook } from "../fault-book.ts";
import type { Fault } from "../fault.ts";
import { Random } from "../random.ts";
import type { RateLimit } from "../rate-limit.ts";
import type { RequestCounter, SandboxRoute } from "../request-counts.ts";
import { Answer } from "./answer.ts";
import type { FigurWorld } from "./figur-world.ts";
import { hasTerminalEvent } from "./job-events.ts";
import { isFinal, statusAt } from "./job-plan.ts";
import { listJobs, toInvalidField } from "./list-jobs.ts";
import type { PictureStore } from "./picture-store.ts";
import type { PresignedUrls } from "./presigned-urls.ts";
import type { ScriptedJobs } from "./scripted-jobs.ts";
import { renderEvents, renderJob, renderList } from "./wire.ts";

type Parts = {
  apiKey: string;
  now: () => number;
  world: FigurWorld;
  scripts: ScriptedJobs;
  urls: PresignedUrls;
  pictures: PictureStore;
  faults: FaultBook;
  limit: RateLimit;
  requests: RequestCounter;
};

type Route = Extract<SandboxRoute, "get" | "list" | "events" | "cancel" | "image">;
type Call = { route: Route; jobId: string };

const since = z
  .string()
  .regex(/^-?\d{1,12}$/, "Input should be a valid integer")
  .transform(Number)
  .default(0);

/** The Figur API over the world's jobs, and the file store behind it. */
export class FigurServer {
  readonly #parts: Parts;
  readonly #random = new Random(5);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  handle(request: IncomingMessage, response: ServerResponse, target: string): void {
    const { requests, faults, limit, apiKey } = this.#parts;
    const url = URL.parse(target, "http://sandbox") ?? new URL("http://sandbox/");
    const call = parseCall(request.method ?? "", url.pathname);
    const jobId = call && call.jobId !== "" ? call.jobId : null;
    if (call) requests.add(call.route, jobId);
    const answer = new Answer(response, `req_${this.#random.base32(20).toLowerCase()}`);
    const fault = call ? faults.take(call.route, jobId) : null;
    const isAuthorized = request.headers.authorization === `Bearer ${apiKey}`;
    const base = `http://${request.headers.host}${(request.url ?? "").slice(0, -target.length)}`;

    const proceed = () => {
      if (call?.route === "image") this.#sendPicture(url, answer, fault);
      else if (!isAuthorized) answer.refuse(401);
      else if (!limit.take()) answer.rateLimited();
      else if (call) this.#answer(call, url.searchParams, answer, fault, base);
      else answer.refuse(404);
    };
    if (fault?.kind === "slow") setTimeout(proceed, fault.delayMs).unref();
    else if (!fault || !answer.preempt(fault)) proceed();
  }

  #answer(
    { route, jobId }: Call,
    search: URLSearchParams,
    answer: Answer,
    fault: Fault | null,
    base: string,
  ): void {
    const { world, scripts, now, urls } = this.#parts;
    const sign = (name: string) => urls.sign(base, name);
    const raw =
      route === "get" || route === "events" || route === "list"
        ? scripts.raw(route, jobId)
        : undefined;
    if (raw !== undefined) return answer.jsonUnder(fault, raw);
    if (route === "list") return this.#list(search, answer, fault);
    const plan = world.find(jobId);
    if (!plan) return answer.refuse(404, { code: "JOB_NOT_FOUND", message: "Job not found." });
    if (route === "events") {
      const after = since.safeParse(search.get("since") ?? undefined);
      if (!after.success) return answer.invalid(after.error.issues.map(toInvalidField));
      return answer.jsonUnder(fault, renderEvents(plan, after.data, now(), sign));
    }
    if (route === "get") return answer.jsonUnder(fault, renderJob(plan, now(), sign));
    if (isFinal(statusAt(plan, now())) || hasTerminalEvent(plan, now()))
      return answer.refuse(422, { message: "The job is not in flight." });
    plan.canceledAt ??= now();
    return answer.json("{}", 202);
  }

  #list(search: URLSearchParams, answer: Answer, fault: Fault | null): void {
    const now = this.#parts.now();
    const page = listJobs(this.#parts.world, search, now);
    if ("invalid" in page) return answer.invalid(page.invalid);
    const { plans, limit, offset } = page;
    return answer.jsonUnder(fault, renderList(plans, now, { limit, offset }));
  }

  #sendPicture(url: URL, answer: Answer, fault: Fault | null): void {
    const name = this.#parts.urls.open(url.pathname, url.searchParams);
    if (name === null) return answer.expired();
    const bytes = this.#parts.pictures.read(name);
    if (fault?.kind === "cut") return answer.cut(bytes, "image/png");
    if (fault?.kind === "garbage") return answer.json("[]");
    return answer.image(bytes);
  }
}

const paths: [Route, string, RegExp][] = [
  ["list", "GET", /^\/v1\/jobs$/],
  ["get", "GET", /^\/v1\/jobs\/([\w.-]+)$/],
  ["events", "GET", /^\/v1\/jobs\/([\w.-]+)\/events$/],
  ["cancel", "POST", /^\/v1\/jobs\/([\w.-]+)\/cancel$/],
  ["image", "GET", /^\/pictures\/([\w.-]+)\//],
];

function parseCall(method: string, path: string): Call | undefined {
  for (const [route, itsMethod, pattern] of paths) {
    const match = method === itsMethod ? pattern.exec(path) : null;
    if (match) return { route, jobId: match[1] ?? "" };
  }
  return undefined;
}
