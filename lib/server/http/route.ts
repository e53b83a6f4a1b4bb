import "server-only";
import { randomUUID } from "node:crypto";
import { ProblemError, toProblemDocument, type ProblemDocument } from "#lib/domain/problem.ts";
import { log } from "../log.ts";

type Handler<Context> = (request: Request, context: Context) => Promise<Response> | Response;

/** Wraps a route handler: every error it throws becomes a problem document, logged once. */
export function route<Context = unknown>(handler: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      return toProblemResponse(error);
    }
  };
}

/** The document for an error, logged under its request ID when it is not the reader's doing. */
export function toLoggedProblem(error: unknown): ProblemDocument {
  const requestId = `req_${randomUUID()}`;
  const document = toProblemDocument(error, requestId);
  if (!(error instanceof ProblemError)) log.error({ err: error, requestId }, "request failed");
  else if (document.status >= 500)
    log.warn({ requestId, code: document.code, detail: document.detail }, "request refused");
  return document;
}

/** The problem document as an answer, logged as `toLoggedProblem` does. */
export function toProblemResponse(error: unknown): Response {
  const document = toLoggedProblem(error);
  return Response.json(document, {
    status: document.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(document.retryAfterMs !== undefined && {
        "retry-after": String(Math.ceil(document.retryAfterMs / 1000)),
      }),
    },
  });
}

/** A JSON answer that no cache keeps. */
export function toJsonResponse(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set("cache-control", "no-store");
  return Response.json(body, { ...init, headers });
}
