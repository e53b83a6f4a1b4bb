import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { toLoggedProblem } from "../http/route.ts";
import { findAllowed, refuseMethod } from "./allowed-methods.ts";

/**
 * Under `/api`, a refusal of the method says what the address takes, and Next's own, which is empty, gets a problem
 * document. What packs the answer sends its head before it ends, so both are looked after.
 */
export function explainRefusal(
  { url = "/", method }: IncomingMessage,
  response: ServerResponse,
): void {
  if (!url.startsWith("/api/")) return;
  let body: string | undefined;
  response.writeHead = new Proxy(response.writeHead, {
    apply(writeHead, self, args) {
      if (response.statusCode === 405) {
        // A route may refuse what others of its kind take.
        const allowed = findAllowed(url)?.filter((each) => each !== method) ?? [];
        response.setHeader("allow", allowed.join(", "));
        if (!response.hasHeader("content-type")) {
          body = JSON.stringify(toLoggedProblem(refuseMethod(method)));
          response.setHeader("content-type", "application/problem+json");
          response.setHeader("cache-control", "no-store");
        }
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
