import type { ServerResponse } from "node:http";
import { HttpAnswer } from "../http-answer.ts";

export type InvalidField = { loc: (string | number)[]; msg: string; type: string };

const refusals: Readonly<Record<number, { code?: string; message: string }>> = {
  401: { code: "UNAUTHORIZED", message: "Invalid API key." },
  402: { code: "INSUFFICIENT_BALANCE", message: "The account's balance is used up." },
  // Nobody gave this one a code.
  403: { message: "You do not have access to this resource." },
  404: { code: "RESOURCE_NOT_FOUND", message: "Not found." },
  422: { code: "VALIDATION_ERROR", message: "The request is invalid." },
  429: { code: "RATE_LIMITED", message: "Too many requests." },
  500: { code: "INTERNAL_ERROR", message: "Something went wrong." },
};

/** One answer of the server. It names the request in the bodies of errors and nowhere else. */
export class Answer extends HttpAnswer {
  readonly #requestId: string;

  constructor(response: ServerResponse, requestId: string) {
    super(response);
    this.#requestId = requestId;
  }

  refuse(status: number, more: { code?: string; message?: string } = {}): void {
    const known = refusals[status] ?? { message: "The request failed." };
    const error = { ...known, ...more, request_id: this.#requestId };
    this.json(JSON.stringify({ error }), status);
  }

  /** The other form that a 422 may have. */
  invalid(detail: InvalidField[]): void {
    this.json(JSON.stringify({ detail }), 422);
  }

  /** No header tells how long. */
  rateLimited(): void {
    this.refuse(429);
  }

  image(bytes: Buffer): void {
    this.response.writeHead(200, { "Content-Type": "image/png", "Content-Length": bytes.length });
    this.response.end(bytes);
  }

  /** What the file store says to an address that has expired. */
  expired(): void {
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>`;
    this.send(403, "application/xml", text);
  }
}
