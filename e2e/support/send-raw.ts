import { connect, type Socket } from "node:net";

const patienceMs = 3_000;

/** Writes bytes to a server as they are, which no client library would, and answers what came back. */
export async function sendRaw(url: string, text: string): Promise<string> {
  const socket = openSocket(url);
  const { promise, resolve } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  const finish = () => resolve(Buffer.concat(chunks).toString());
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("close", finish);
  const timer = setTimeout(() => socket.destroy(), patienceMs);
  socket.write(text);
  const answer = await promise;
  clearTimeout(timer);
  return answer;
}

export function openSocket(url: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on("error", () => undefined);
  return socket;
}

/** A request with this target, word for word; the connection ends with it. */
export function toRequest(
  target: string,
  { method = "GET", headers = {}, body = "" }: RawRequest = {},
): string {
  const lines = Object.entries({ host: "127.0.0.1", connection: "close", ...headers });
  return [
    `${method} ${target} HTTP/1.1`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
    "",
    body,
  ].join("\r\n");
}

type RawRequest = { method?: string; headers?: Record<string, string>; body?: string };
