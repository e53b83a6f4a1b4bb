import "server-only";
import { STATUS_CODES, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { ProblemDocument } from "#lib/domain/problem.ts";

/** Sends an answer of the web's own kind, whole, through a Node response. */
export async function sendResponse(response: ServerResponse, answer: Response): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
}

const lingerMs = 1_000;

/** Says why, past whoever is answering and may still wait for the rest of the request, and closes the connection. */
export function hangUp(response: ServerResponse, problem: ProblemDocument): void {
  const { socket } = response;
  if (response.headersSent || !socket) return void response.destroy();
  endSocket(socket, problem, response.getHeaders());
}

/** As `hangUp`, where there may be no response. Closes a while later: a client that is cut off while it sends reads no answer. */
export function endSocket(
  socket: Duplex,
  problem: ProblemDocument,
  headers: OutgoingHttpHeaders,
): void {
  const body = Buffer.from(JSON.stringify(problem));
  const sent = {
    ...headers,
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "content-length": body.byteLength,
    date: new Date().toUTCString(),
    connection: "close",
  };
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    ...Object.entries(sent).map(([name, value]) => `${name}: ${[value].flat().join(", ")}`),
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]));
  setTimeout(() => socket.destroy(), lingerMs).unref();
}
