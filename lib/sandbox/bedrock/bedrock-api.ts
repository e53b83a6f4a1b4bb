import { z } from "zod";
import { toSharedActions } from "../control-routes.ts";
import { FaultBook } from "../fault-book.ts";
import { RateLimit } from "../rate-limit.ts";
import { RequestCounter } from "../request-counts.ts";
import type { SandboxApi, SandboxApiSetup } from "../sandbox-api.ts";
import type { BedrockControl } from "./bedrock-control.ts";
import { BedrockServer } from "./bedrock-server.ts";
import { BedrockWorld } from "./bedrock-world.ts";
import { jobMoveSchema, jobSpecSchema } from "./job-spec.ts";
import { OpenStreams } from "./open-streams.ts";
import { ScriptedJobs } from "./scripted-jobs.ts";

type BedrockSetup = SandboxApiSetup & {
  heartbeatMs: number;
  streamLimitMs: number;
  /** 0 = no limit. */
  requestsPerMinute: number;
};

export function createBedrockApi(setup: BedrockSetup): SandboxApi & { control: BedrockControl } {
  const { apiKey, now, requestsPerMinute } = setup;
  const world = new BedrockWorld(setup);
  const scripts = new ScriptedJobs(world, now);
  const streams = new OpenStreams(setup);
  const faults = new FaultBook();
  const requests = new RequestCounter();
  const limit = new RateLimit(requestsPerMinute, now);
  const parts = { apiKey, now, world, scripts, streams, faults, limit, requests };
  const server = new BedrockServer(parts);

  const control: BedrockControl = {
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
  return {
    control,
    actions: toActions(control),
    handle: (request, response, path) => server.handle(request, response, path),
    close: () => streams.close(),
  };
}

const ofJob = z.object({ jobId: z.string().optional() });

/*
 *   put-raw          { "id", "bodyText" }  → {}
 *   disturb-streams  { "how", "jobId"? }   → { "count" }
 *   open-streams     { "jobId"? }          → { "count" }
 */
function toActions(control: BedrockControl): SandboxApi["actions"] {
  return {
    ...toSharedActions(control, { spec: jobSpecSchema, move: jobMoveSchema }),
    "put-raw": (body) => {
      const { id, bodyText } = z.object({ id: z.string(), bodyText: z.string() }).parse(body);
      control.putRaw(id, bodyText);
      return {};
    },
    "disturb-streams": (body) => {
      const how = z.enum(["cut", "stall", "garbage", "end"]);
      const parsed = ofJob.extend({ how }).parse(body);
      return { count: control.disturbStreams(parsed.how, parsed.jobId) };
    },
    "open-streams": (body) => ({ count: control.openStreams(ofJob.parse(body).jobId) }),
  };
}
