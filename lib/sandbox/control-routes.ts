import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { ApiControl } from "./control.ts";
import { faultSchema } from "./fault.ts";
import type { SandboxApi } from "./sandbox-api.ts";

/*
 * The control over HTTP, for tests in another process. No key is asked for. The actions of the API
 * at the root are at `/_sandbox/{action}`, those of another at `/_sandbox/{api}/{action}`:
 *
 *   POST /_sandbox/create-job               a job of Bedrock
 *   POST /_sandbox/unstructured/create-job  a job of Unstructured
 *
 * A body that does not fit gets 400 { "error" }, and so does a job that cannot be made or moved.
 */
const ofJob = z.object({ jobId: z.string().optional() });

/*
 * What every API has:
 *
 *   create-job    spec                → { "id" }
 *   advance       { "id", "move" }    → {}
 *   fault         Fault               → {}
 *   clear-faults  {}                  → {}
 *   requests      { "jobId"? }        → RequestCounts
 */
export function toSharedActions<Spec, Move>(
  control: ApiControl<Spec, Move>,
  schemas: { spec: z.ZodType<Spec>; move: z.ZodType<Move> },
): SandboxApi["actions"] {
  const ofMove = z.object({ id: z.string(), move: schemas.move });
  return {
    "create-job": (body) => ({ id: control.createJob(schemas.spec.parse(body)) }),
    advance: (body) => {
      const { id, move } = ofMove.parse(body);
      control.advance(id, move);
      return {};
    },
    fault: (body) => {
      control.fault(faultSchema.parse(body));
      return {};
    },
    "clear-faults": () => {
      control.clearFaults();
      return {};
    },
    requests: (body) => control.requests(ofJob.parse(body).jobId),
  };
}

const prefix = "/_sandbox/";

export function isControlRequest(request: IncomingMessage): boolean {
  return request.url?.startsWith(prefix) ?? false;
}

/** `apis` by the name they have in paths; the one at the root is "". */
export async function handleControl(
  apis: Readonly<Record<string, SandboxApi>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const words = (request.url?.slice(prefix.length) ?? "").split("/");
  const action = apis[words.slice(0, -1).join("/")]?.actions[words.at(-1) ?? ""];
  if (!action || request.method !== "POST") {
    send(response, 404, { error: "No such control." });
    return;
  }
  try {
    const text = Buffer.concat(await request.toArray()).toString();
    send(response, 200, action(text === "" ? {} : JSON.parse(text)));
  } catch (error) {
    send(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
