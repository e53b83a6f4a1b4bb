import "server-only";
import type { IncomingMessage } from "node:http";
import { ProblemError } from "#lib/domain/problem.ts";

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
export const maxBodyBytes = 1_000_000;

/** Refuses what no page of ours sends, before anything reads it. Node bounds the headers with the address: `socketLimits`. */
export function checkShape({ method = "GET", headers, httpVersion }: IncomingMessage): void {
  if (httpVersion === "1.1" && headers.host === undefined)
    throw new ProblemError("bad_request", "The request names no host.");
  if (!methods.has(method))
    throw new ProblemError("bad_request", `Gantry does not know the method ${method}.`);
  if (Number(headers["content-length"] ?? 0) > maxBodyBytes) throw tooLarge();
}

/** `onTooLarge` runs once, when a body that is sent in pieces without its length has become too large, whoever reads it. */
export function boundBody(request: IncomingMessage, onTooLarge: (problem: ProblemError) => void) {
  if (request.headers["transfer-encoding"] === undefined) return;
  const push = request.push.bind(request);
  let bytes = 0;
  request.push = (chunk: unknown, encoding) => {
    const before = bytes;
    bytes += chunk instanceof Uint8Array ? chunk.byteLength : 0;
    if (bytes <= maxBodyBytes) return push(chunk, encoding);
    if (before <= maxBodyBytes) onTooLarge(tooLarge());
    // What still comes is dropped: a client that is not read cannot hear why.
    return true;
  };
}

const tooLarge = () =>
  new ProblemError("too_large", `A body may have ${maxBodyBytes} bytes at most.`);
