import "server-only";
import type { Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { ProblemError, type ProblemDocument } from "#lib/domain/problem.ts";
import { toLoggedProblem } from "../http/route.ts";
import { socketLimits } from "./limits.ts";
import { answerHeaders } from "./security-headers.ts";
import { endSocket } from "./send-response.ts";

type Refusal = { status: number; problem: ProblemError };

const malformed: Refusal = {
  status: 400,
  problem: new ProblemError("bad_request", "Gantry cannot read this as HTTP."),
};
/** By the code of Node's error. The statuses are HTTP's own, finer than those of the problems. */
const refusals: Record<string, Refusal> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    problem: new ProblemError(
      "too_large",
      `Address and headers may have ${socketLimits.maxHeaderSize} bytes at most.`,
      { title: "The request’s headers are too large" },
    ),
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    problem: new ProblemError("too_large", "The chunks of a body may say no more than their size."),
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    problem: new ProblemError("bad_request", "The request did not arrive whole in time.", {
      title: "The request took too long",
    }),
  },
};

/**
 * Answers what never became a request as every error is answered, and closes its connection: headers that are too
 * large, what is no HTTP, what comes too slowly. Nothing of what came is told. A connection on which an answer
 * has begun is cut.
 */
export function answerClientErrors(server: Server): void {
  const underWay = new WeakMap<Duplex, Set<ServerResponse>>();

  server.on("request", ({ socket }, response) => {
    const responses = underWay.get(socket) ?? new Set();
    underWay.set(socket, responses.add(response));
    response.once("close", () => responses.delete(response));
  });
  server.on("clientError", (error, socket) => {
    // What still comes while a connection is being closed is not read.
    if (socket.writableEnded) return;
    const responses = [...(underWay.get(socket) ?? [])];
    const hasBegun = responses.some(({ headersSent }) => headersSent);
    if (!socket.writable || hasBegun) socket.destroy();
    else endSocket(socket, toDocument(error), answerHeaders);
  });
}

function toDocument(error: Error): ProblemDocument {
  const code = "code" in error ? String(error.code) : "";
  const { status, problem } = refusals[code] ?? malformed;
  return { ...toLoggedProblem(problem), status };
}
