import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ProblemError } from "#lib/domain/problem.ts";
import { toLoggedProblem } from "../http/route.ts";

/**
 * Under `/api`, Next's refusal of a method that a route lacks, which is empty, gets a problem document. What packs
 * the answer sends its head before it ends, so both are looked after.
 */
export function explainRefusal({ url, method }: IncomingMessage, response: ServerResponse): void {
  if (!url?.startsWith("/api/")) return;
  let body: string | undefined;
  response.writeHead = new Proxy(response.writeHead, {
    apply(writeHead, self, args) {
      if (response.statusCode === 405 && !response.hasHeader("content-type")) {
        body = JSON.stringify(toLoggedProblem(refuseMethod(method)));
        response.setHeader("content-type", "application/problem+json");
        response.setHeader("cache-control", "no-store");
      }
      return Reflect.apply(writeHead, self, args);
    },
  });
  response.end = new Proxy(response.end, {
    apply(end, self, args) {
      if (!response.headersSent && response.statusCode === 405) response.writeHead(405);
      return Reflect.apply(end, self, body === undefined ? args : [body]);
    },
  });
}

export const refuseMethod = (method = "GET") =>
  new ProblemError("not_supported", `Nothing at this address answers to ${method}.`);
