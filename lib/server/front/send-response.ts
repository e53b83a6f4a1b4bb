import "server-only";
import type { ServerResponse } from "node:http";

/** Sends an answer of the web's own kind, whole, through a Node response. */
export async function sendResponse(response: ServerResponse, answer: Response): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
}
