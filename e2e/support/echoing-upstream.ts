import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  createServer,
  request as askSandbox,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createInterface } from "node:readline";
import type { Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { echoInto, toErrorEcho } from "./echo-into.ts";

export const sourceNames = ["bedrock", "unstructured", "figur"] as const;
export type SourceName = (typeof sourceNames)[number];

/** What the upstream does with what it was sent. */
export type Trouble =
  /** The true answer, and in each of its objects and sentences the key and the headers that came. */
  | { kind: "echo" }
  /** A refusal that quotes them. */
  | { kind: "echo-error"; status: number }
  /** The true answer, its addresses of pictures and files replaced. */
  | { kind: "addresses"; to: string }
  | { kind: "redirect"; status: number; to: string };

/**
 * Stands before the sandbox's three APIs, each with a key of its own that no other run has used, and adds to every
 * answer a header that nobody may see.
 */
export async function startEchoingUpstream(sandbox: Sandbox) {
  const mark = `canary-header-${randomBytes(12).toString("hex")}`;
  const keys = { bedrock: createKey(), unstructured: createKey(), figur: createKey() };
  const bases = {
    bedrock: sandbox.url,
    unstructured: sandbox.unstructured.url,
    figur: sandbox.figur.url,
  };
  let trouble: Trouble | null = null;
  let requests = 0;

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const [, mount = "", path = "/"] = /^\/(\w+)(\/.*)$/.exec(request.url ?? "") ?? [];
    const name = sourceNames.find((each) => each === mount);
    if (name === undefined) return void response.writeHead(404).end();
    requests += 1;
    response.setHeader("x-upstream-mark", mark);
    const said = keys[name];
    if (trouble?.kind === "redirect") {
      const location = trouble.to + path;
      return void response.writeHead(trouble.status, { location }).end(toErrorEcho(said, request));
    }
    if (trouble?.kind === "echo-error") {
      for (const [header, value] of toEchoHeaders(said)) response.setHeader(header, value);
      if (trouble.status === 429) response.setHeader("retry-after", "1");
      response.writeHead(trouble.status, `Refused ${said}`);
      return void response.end(toErrorEcho(said, request));
    }
    const headers = { ...request.headers };
    for (const header of ["authorization", "unstructured-api-key"] as const) {
      const sent = headers[header];
      if (typeof sent === "string") headers[header] = sent.replace(said, sandbox.apiKey);
    }
    const onward = askSandbox(
      bases[name] + path,
      { method: request.method ?? "GET", headers },
      (answer) => void passOn(answer, response, said, request).catch(() => response.destroy()),
    );
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  }

  async function passOn(
    answer: IncomingMessage,
    response: ServerResponse,
    said: string,
    request: IncomingMessage,
  ): Promise<void> {
    const type = answer.headers["content-type"] ?? "";
    const { "content-length": _, ...headers } = answer.headers;
    for (const [name, value] of Object.entries(headers))
      if (value !== undefined) response.setHeader(name, value);
    response.statusCode = answer.statusCode ?? 502;
    if (trouble === null || type.startsWith("image/")) return void answer.pipe(response);
    const isEcho = trouble.kind === "echo";
    const change = toChange(trouble, said, request);
    if (isEcho)
      for (const [header, value] of toEchoHeaders(said)) response.setHeader(header, value);
    if (type.includes("event-stream")) {
      response.flushHeaders();
      for await (const line of createInterface({ input: answer })) {
        const data = /^data: ?(.*)$/.exec(line)?.[1];
        response.write(`${data === undefined ? line : `data: ${change(data)}`}\n`);
      }
      return void response.end();
    }
    const body = Buffer.concat(await answer.toArray()).toString();
    response.end(change(body) + (isEcho && !type.includes("json") ? said : ""));
  }

  const server = createServer(handle);
  const url = await listen(server);
  return {
    keys,
    mark,
    settings: {
      BEDROCK_API_URL: `${url}/bedrock`,
      BEDROCK_API_KEY: keys.bedrock,
      UNSTRUCTURED_API_URL: `${url}/unstructured`,
      UNSTRUCTURED_API_KEY: keys.unstructured,
      FIGUR_API_URL: `${url}/figur`,
      FIGUR_API_KEY: keys.figur,
    },
    setTrouble(next: Trouble | null): void {
      trouble = next;
    },
    countRequests: () => requests,
    close: () => close(server),
  };
}

/** Another server, which nobody may come to. `to` names it in several ways. */
export async function startForbiddenServer() {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response
      .writeHead(200, { "content-type": "image/png" })
      .end("\u0089PNG\r\nsecret of the house");
  });
  const { port } = new URL(await listen(server));
  return { port, visits, close: () => close(server) };
}

function toChange(trouble: Trouble, said: string, request: IncomingMessage) {
  return (text: string): string => {
    try {
      const value: unknown = JSON.parse(text);
      const changed =
        trouble.kind === "addresses"
          ? JSON.parse(text, (key, inner: unknown) => (isAddress(key, inner) ? trouble.to : inner))
          : echoInto(value, said, request);
      return JSON.stringify(changed);
    } catch {
      // A fault of the sandbox: cut, or nonsense.
      return text;
    }
  };
}

const isAddress = (key: string, value: unknown) =>
  typeof value === "string" && /^https?:/.test(value) && /url|uri|href|link/i.test(key);

const toEchoHeaders = (said: string): [string, string][] => [
  ["x-request-id", said],
  ["server", said],
  ["set-cookie", `key=${said}`],
  ["etag", `"${said}"`],
  ["retry-after", said],
  ["x-echo-authorization", `Bearer ${said}`],
];

const createKey = () => `sk_canary_${randomBytes(16).toString("hex")}`;

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}
