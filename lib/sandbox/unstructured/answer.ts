import { HttpAnswer } from "../http-answer.ts";
import type { JsonValue } from "../json-text.ts";
import { toJsonText } from "../json-text.ts";

const details: Record<number, string> = {
  401: "API key is missing or invalid",
  402: "Quota exceeded for this account",
  403: "Not authorized to access this resource",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Job is not in a cancellable state",
  500: "Internal Server Error",
};

type ValidationError = { loc: (string | number)[]; msg: string; type: string };

/** One answer of the server: `{ detail: "text" }` when it refuses, a list of errors with 422. */
export class Answer extends HttpAnswer {
  value(value: JsonValue): void {
    this.json(toJsonText(value));
  }

  refuse(status: number, detail: string | null = null): void {
    this.json(
      JSON.stringify({ detail: detail ?? details[status] ?? "The request failed" }),
      status,
    );
  }

  invalid(error: ValidationError): void {
    this.json(JSON.stringify({ detail: [error] }), 422);
  }

  rateLimited(retryAfter: number | null): void {
    if (retryAfter !== null) this.response.setHeader("Retry-After", String(retryAfter));
    this.refuse(429, "Rate limit exceeded");
  }
}
