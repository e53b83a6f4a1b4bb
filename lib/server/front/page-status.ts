import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { processWide } from "../process-wide.ts";

const drawing = processWide("page-status", () => new AsyncLocalStorage<ServerResponse>());

/**
 * The HTTP status of the page that is being drawn. Next's own way (`notFound()`) answers with a page
 * that stays empty without JavaScript.
 */
export function setPageStatus(status: number): void {
  const response = drawing.getStore();
  if (response && !response.headersSent) response.statusCode = status;
}

/** Draws a page that may set its status. */
export function withPageStatus<T>(
  request: IncomingMessage,
  response: ServerResponse,
  draw: () => T,
): T {
  // The browser's router takes any answer but 200 for a reason to load the whole page again.
  return request.headers["rsc"] === undefined ? drawing.run(response, draw) : draw();
}

/** What may be packed for this request; null where the answer could not say so. */
export function getAcceptedEncoding(request: Request): string | null {
  return drawing.getStore() ? request.headers.get("accept-encoding") : null;
}

/** Says how an answer is packed. Next drops this one header of a route's answer. */
export function keepEncoding(answer: Response): Response {
  const encoding = answer.headers.get("content-encoding");
  const response = drawing.getStore();
  if (encoding !== null && response && !response.headersSent)
    response.setHeader("content-encoding", encoding);
  return answer;
}
