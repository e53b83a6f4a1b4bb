import { STATUS_CODES, type ServerResponse } from "node:http";
import type { RateLimit } from "../rate-limit.ts";
import { renderProblem } from "./problem.ts";

type ProblemExtras = { detail?: string; errors?: Record<string, string[]> };

/** One answer of the server, its headers included. */
export class Answer {
  readonly response: ServerResponse;
  readonly #requestId: string;
  readonly #path: string;

  constructor(response: ServerResponse, requestId: string, path: string, limit: RateLimit) {
    this.response = response;
    this.#requestId = requestId;
    this.#path = path;
    response.setHeader("X-Request-Id", requestId);
    for (const [name, value] of Object.entries(limit.headers())) response.setHeader(name, value);
  }

  json(body: string): void {
    this.#send(200, "application/json", body);
  }

  html(status: number): void {
    this.#send(status, "text/html", gatewayPage(status));
  }

  /** Ends in the middle of the body. */
  cut(body: string): void {
    const bytes = Buffer.from(body);
    this.response.writeHead(200, {
      "Content-Type": "application/json",
      "Content-Length": bytes.length,
    });
    this.response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () =>
      this.response.destroy(),
    );
  }

  problem(status: number, extras: ProblemExtras = {}): void {
    const body = renderProblem(status, {
      ...extras,
      requestId: this.#requestId,
      instance: this.#path,
    });
    this.#send(status, "application/problem+json", body);
  }

  /** `retryAfter` in seconds; null leaves the header out. */
  rateLimited(retryAfter: number | null): void {
    if (retryAfter !== null) this.response.setHeader("Retry-After", String(retryAfter));
    this.problem(429, {
      detail: `Rate limit exceeded. Try again in ${retryAfter ?? 60} seconds.`,
    });
  }

  stream(): ServerResponse {
    return this.response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-cache",
    });
  }

  #send(status: number, type: string, body: string): void {
    const bytes = Buffer.from(body);
    this.response.writeHead(status, { "Content-Type": type, "Content-Length": bytes.length });
    this.response.end(bytes);
  }
}

function gatewayPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? ""}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}
