import { createServer, type IncomingMessage } from "node:http";
import { createBedrockApi } from "./bedrock/bedrock-api.ts";
import type { BedrockControl } from "./bedrock/bedrock-control.ts";
import { createFigurApi } from "./figur/figur-api.ts";
import type { FigurControl } from "./figur/figur-control.ts";
import { handleControl, isControlRequest } from "./control-routes.ts";
import type { SandboxApi } from "./sandbox-api.ts";
import {
  createUnstructuredApi,
  type UnstructuredControl,
} from "./unstructured/unstructured-api.ts";

export type SandboxOptions = {
  /** Any free port unless told. */
  port?: number;
  host?: string;
  /** What each API accepts, in the way of its own. */
  apiKey?: string;
  /** Size of each seeded history; 0 = empty. */
  jobs?: number;
  seed?: number;
  /** Milliseconds since the epoch. Jobs and the rate limit go by it; heartbeats and the stream limit by real time. */
  now?: () => number;
  /** New jobs start, progress and end all the time. */
  live?: boolean;
  heartbeatMs?: number;
  streamLimitMs?: number;
  /** Of Bedrock and of Figur, each; 0 = no limit. */
  requestsPerMinute?: number;
  /** Mounts `POST /_sandbox/…`. */
  control?: boolean;
};

export type Sandbox = {
  /** Where Bedrock is. */
  url: string;
  apiKey: string;
  /** Of Bedrock. */
  control: BedrockControl;
  unstructured: { url: string; control: UnstructuredControl };
  figur: { url: string; control: FigurControl };
  close(): Promise<void>;
};

/** Other companies' servers on one real socket. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = "127.0.0.1", apiKey = "sk_sandbox", now = Date.now } = options;
  const { jobs = 3_000, seed = 1, live = true } = options;
  const { heartbeatMs = 15_000, streamLimitMs = 300_000, requestsPerMinute = 300 } = options;

  const setup = { apiKey, jobs, seed, live, now };
  const bedrock = createBedrockApi({ ...setup, heartbeatMs, streamLimitMs, requestsPerMinute });
  const unstructured = createUnstructuredApi(setup);
  const figur = createFigurApi({ ...setup, requestsPerMinute });
  const apis: Record<string, SandboxApi> = { "": bedrock, unstructured, figur };

  const server = createServer((request, response) => {
    if (options.control && isControlRequest(request)) {
      void handleControl(apis, request, response);
      return;
    }
    const [name, path] = toMount(request, apis);
    apis[name]?.handle(request, response, path);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });
  const address = server.address();
  const actualPort = typeof address === "object" ? address?.port : port;
  const url = `http://${host}:${actualPort}`;

  return {
    url,
    apiKey,
    control: bedrock.control,
    unstructured: { url: `${url}/unstructured`, control: unstructured.control },
    figur: { url: `${url}/figur`, control: figur.control },
    async close() {
      for (const api of Object.values(apis)) api.close?.();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The API that a request is for, and the path as that API knows it. */
function toMount(
  { url = "/" }: IncomingMessage,
  apis: Readonly<Record<string, SandboxApi>>,
): [name: string, path: string] {
  const [, name = "", rest = ""] = /^\/([a-z]+)(\/.*)$/.exec(url) ?? [];
  return name !== "" && Object.hasOwn(apis, name) ? [name, rest] : ["", url];
}
