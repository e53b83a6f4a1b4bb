import "server-only";
import { STATUS_CODES, type ServerResponse } from "node:http";

/** Sends an answer of the web's own kind, whole, through a Node response. */
export async function sendResponse(response: ServerResponse, answer: Response): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
}

const lingerMs = 1_000;

/** Says why, past whoever is answering and may still wait for the rest of the request, and closes the connection. */
export async function hangUp(response: ServerResponse, answer: Response): Promise<void> {
  const { socket } = response;
  if (response.headersSent || !socket) return void response.destroy();
  const body = Buffer.from(await answer.arrayBuffer());
  const head = [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}`,
    ...[...Object.entries(response.getHeaders()), ...answer.headers].map(
      ([name, value]) => `${name}: ${[value].flat().join(", ")}`,
    ),
    `content-length: ${body.byteLength}`,
    "connection: close",
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]));
  setTimeout(() => socket.destroy(), lingerMs).unref();
}
