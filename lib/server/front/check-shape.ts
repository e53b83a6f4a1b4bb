import "server-only";
import type { IncomingMessage } from "node:http";
import { ProblemError } from "#lib/domain/problem.ts";

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
export const maxBodyBytes = 1_000_000;

/** Refuses what no page of ours sends, before anything reads it. The headers with the address are at most 16 kB: Node's bound. */
export function checkShape({ method = "GET", headers }: IncomingMessage): void {
  if (!methods.has(method))
    throw new ProblemError("bad_request", `Gantry does not know the method ${method}.`);
  if (headers["transfer-encoding"] !== undefined)
    throw new ProblemError("bad_request", "A body should come with its content-length.");
  if (Number(headers["content-length"] ?? 0) > maxBodyBytes)
    throw new ProblemError("too_large", `A body may have ${maxBodyBytes} bytes at most.`);
}
