import type { ServerResponse } from "node:http";
import { HttpAnswer } from "../http-answer.ts";
import type { RateLimit } from "../rate-limit.ts";
import { renderProblem } from "./problem.ts";

type ProblemExtras = { detail?: string; errors?: Record<string, string[]> };

/** One answer of the server, its headers included. */
export class Answer extends HttpAnswer {
  readonly #requestId: string;
  readonly #path: string;

  constructor(response: ServerResponse, requestId: string, path: string, limit: RateLimit) {
    super(response);
    this.#requestId = requestId;
    this.#path = path;
    response.setHeader("X-Request-Id", requestId);
    for (const [name, value] of Object.entries(limit.headers())) response.setHeader(name, value);
  }

  refuse(status: number, extras: ProblemExtras = {}): void {
    const body = renderProblem(status, {
      ...extras,
      requestId: this.#requestId,
      instance: this.#path,
    });
    this.send(status, "application/problem+json", body);
  }

  rateLimited(retryAfter: number | null): void {
    if (retryAfter !== null) this.response.setHeader("Retry-After", String(retryAfter));
    this.refuse(429, {
      detail: `Rate limit exceeded. Try again in ${retryAfter ?? 60} seconds.`,
    });
  }

  stream(): ServerResponse {
    return this.response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-cache",
    });
  }
}
