import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "#lib/sandbox/random.ts";

/** What may happen to one request on its way. */
export type Mishap =
  | { kind: "none" }
  | { kind: "refuse" }
  | { kind: "status"; status: number }
  | { kind: "delay"; ms: number }
  /** The connection breaks after so many bytes of the answer, be it inside a letter. */
  | { kind: "cut"; afterBytes: number }
  /** The connection stays, and no byte comes any more. */
  | { kind: "stall"; afterBytes: number }
  /** Bytes come in pieces of this size. */
  | { kind: "dribble"; bytes: number }
  /** Each frame of a stream comes twice. */
  | { kind: "repeat" };

const kinds = ["refuse", "status", "delay", "cut", "cut", "stall", "dribble", "repeat"] as const;

export function chooseMishap(random: Random): Mishap {
  const kind = random.pick<(typeof kinds)[number]>(kinds);
  switch (kind) {
    case "status":
      return { kind, status: random.pick([502, 503, 500, 429]) };
    case "delay":
      return { kind, ms: random.int(5, 120) };
    case "cut":
    case "stall":
      return { kind, afterBytes: random.int(0, 2_500) };
    case "dribble":
      return { kind, bytes: random.int(1, 40) };
    default:
      return { kind };
  }
}

/** Stands between two parties over real sockets and lets `choose` decide what befalls each request. */
export async function startChaosProxy(
  targetUrl: string,
  choose: (request: IncomingMessage) => Mishap,
) {
  const target = new URL(targetUrl);
  const server = createServer((request, response) => {
    const mishap = choose(request);
    pass(request, response, target, mishap).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has such an address
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  { hostname, port }: URL,
  mishap: Mishap,
): Promise<void> {
  if (mishap.kind === "refuse") return void request.socket.resetAndDestroy();
  if (mishap.kind === "delay") await sleep(mishap.ms);
  if (mishap.kind === "status")
    return void response
      .writeHead(mishap.status, { "content-type": "text/html", "retry-after": "0" })
      .end("<h1>A proxy says no</h1>");
  const { method, url: path, headers } = request;
  const onward = ask({ hostname, port, method, path, headers, agent: false });
  response.once("close", () => onward.destroy());
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    onward.once("response", resolve).once("error", reject);
    request.pipe(onward);
  });
  const { "content-length": _, "transfer-encoding": __, ...rest } = answer.headers;
  response.writeHead(answer.statusCode ?? 502, rest);
  response.flushHeaders();
  await relay(answer, response, mishap);
}

async function relay(
  answer: AsyncIterable<Buffer>,
  response: ServerResponse,
  mishap: Mishap,
): Promise<void> {
  let sent = 0;
  for await (const chunk of answer) {
    if (mishap.kind === "cut" || mishap.kind === "stall") {
      const room = mishap.afterBytes - sent;
      if (chunk.length > room) {
        response.write(chunk.subarray(0, Math.max(0, room)));
        await sleep(5);
        if (mishap.kind === "cut") return void response.socket?.resetAndDestroy();
        return untilClosed(response);
      }
    }
    sent += chunk.length;
    if (mishap.kind === "dribble") await dribble(chunk, response, mishap.bytes);
    else response.write(chunk);
    if (mishap.kind === "repeat" && isFrame(chunk)) response.write(chunk);
  }
  response.end();
}

const isFrame = (chunk: Buffer) =>
  /^(?:id|event):/.test(chunk.toString("latin1")) && chunk.subarray(-2).toString() === "\n\n";

const untilClosed = (response: ServerResponse) =>
  new Promise<void>((resolve) => {
    response.once("close", resolve);
  });

async function dribble(chunk: Buffer, response: ServerResponse, bytes: number): Promise<void> {
  for (let at = 0; at < chunk.length; at += bytes) {
    response.write(chunk.subarray(at, at + bytes));
    if ((at / bytes) % 16 === 0) await sleep(1);
  }
}
