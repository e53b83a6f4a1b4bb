import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { jobMoveSchema, jobSpecSchema } from "./bedrock/job-spec.ts";
import type { SandboxControl } from "./control.ts";
import { faultSchema } from "./fault.ts";

/*
 * The control over HTTP, for tests in another process. No key is asked for.
 *
 *   POST /_sandbox/create-job       JobSpec                        → { "id" }
 *   POST /_sandbox/advance          { "id", "move": JobMove }      → {}
 *   POST /_sandbox/put-raw          { "id", "bodyText" }           → {}
 *   POST /_sandbox/fault            Fault                          → {}
 *   POST /_sandbox/clear-faults     {}                             → {}
 *   POST /_sandbox/disturb-streams  { "how", "jobId"? }            → { "count" }
 *   POST /_sandbox/requests         { "jobId"? }                   → RequestCounts
 *   POST /_sandbox/open-streams     { "jobId"? }                   → { "count" }
 *
 * A body that does not fit gets 400 { "error" }, and so does a job that cannot be made or moved.
 */
const ofJob = z.object({ jobId: z.string().optional() });

const actions: Record<string, (control: SandboxControl, body: unknown) => object> = {
  "create-job": (control, body) => ({ id: control.createJob(jobSpecSchema.parse(body)) }),
  advance: (control, body) => {
    const { id, move } = z.object({ id: z.string(), move: jobMoveSchema }).parse(body);
    control.advance(id, move);
    return {};
  },
  "put-raw": (control, body) => {
    const { id, bodyText } = z.object({ id: z.string(), bodyText: z.string() }).parse(body);
    control.putRaw(id, bodyText);
    return {};
  },
  fault: (control, body) => {
    control.fault(faultSchema.parse(body));
    return {};
  },
  "clear-faults": (control) => {
    control.clearFaults();
    return {};
  },
  "disturb-streams": (control, body) => {
    const how = z.enum(["cut", "stall", "garbage", "end"]);
    const parsed = ofJob.extend({ how }).parse(body);
    return { count: control.disturbStreams(parsed.how, parsed.jobId) };
  },
  requests: (control, body) => control.requests(ofJob.parse(body).jobId),
  "open-streams": (control, body) => ({ count: control.openStreams(ofJob.parse(body).jobId) }),
};

const prefix = "/_sandbox/";

export function isControlRequest(request: IncomingMessage): boolean {
  return request.url?.startsWith(prefix) ?? false;
}

export async function handleControl(
  control: SandboxControl,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const action = actions[request.url?.slice(prefix.length) ?? ""];
  if (!action || request.method !== "POST") {
    send(response, 404, { error: "No such control." });
    return;
  }
  try {
    const text = Buffer.concat(await request.toArray()).toString();
    send(response, 200, action(control, text === "" ? {} : JSON.parse(text)));
  } catch (error) {
    send(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
