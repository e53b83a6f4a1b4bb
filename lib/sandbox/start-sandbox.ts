import { createServer } from "node:http";
import { BedrockServer } from "./bedrock/bedrock-server.ts";
import { BedrockWorld } from "./bedrock/bedrock-world.ts";
import { OpenStreams } from "./bedrock/open-streams.ts";
import { ScriptedJobs } from "./bedrock/scripted-jobs.ts";
import { handleControl, isControlRequest } from "./control-routes.ts";
import type { SandboxControl } from "./control.ts";
import { FaultBook } from "./fault-book.ts";
import { RateLimit } from "./rate-limit.ts";
import { RequestCounter } from "./request-counts.ts";

export type SandboxOptions = {
  /** Any free port unless told. */
  port?: number;
  host?: string;
  /** What it accepts as `Authorization: Bearer` or `X-API-Key`. */
  apiKey?: string;
  /** Size of the seeded history; 0 = empty. */
  jobs?: number;
  seed?: number;
  /** Milliseconds since the epoch. Jobs and the rate limit go by it; heartbeats and the stream limit by real time. */
  now?: () => number;
  /** New jobs start, progress and end all the time. */
  live?: boolean;
  heartbeatMs?: number;
  streamLimitMs?: number;
  /** 0 = no limit. */
  requestsPerMinute?: number;
  /** Mounts `POST /_sandbox/…`. */
  control?: boolean;
};

export type Sandbox = {
  url: string;
  apiKey: string;
  control: SandboxControl;
  close(): Promise<void>;
};

/** Another company's server, on a real socket. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = "127.0.0.1", apiKey = "sk_sandbox", now = Date.now } = options;
  const { jobs = 3_000, seed = 1, live = true } = options;
  const { heartbeatMs = 15_000, streamLimitMs = 300_000, requestsPerMinute = 300 } = options;

  const world = new BedrockWorld({ jobs, seed, live, now });
  const scripts = new ScriptedJobs(world, now);
  const streams = new OpenStreams({ now, heartbeatMs, streamLimitMs });
  const faults = new FaultBook();
  const requests = new RequestCounter();
  const limit = new RateLimit(requestsPerMinute, now);
  const bedrock = new BedrockServer({
    apiKey,
    now,
    world,
    scripts,
    streams,
    faults,
    limit,
    requests,
  });

  const control: SandboxControl = {
    createJob: (spec = {}) => scripts.create(spec),
    advance: (id, move) => {
      scripts.advance(id, move);
      streams.pump();
    },
    putRaw: (id, bodyText) => scripts.putRaw(id, bodyText),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    disturbStreams: (how, jobId) => streams.disturb(how, jobId),
    requests: (jobId) => requests.read(jobId),
    openStreams: (jobId) => streams.count(jobId),
  };

  const server = createServer((request, response) => {
    if (options.control && isControlRequest(request))
      void handleControl(control, request, response);
    else bedrock.handle(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });
  const address = server.address();
  const actualPort = typeof address === "object" ? address?.port : port;

  return {
    url: `http://${host}:${actualPort}`,
    apiKey,
    control,
    async close() {
      streams.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
