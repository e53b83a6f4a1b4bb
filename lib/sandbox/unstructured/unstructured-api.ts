import { z } from "zod";
import type { ApiControl } from "../control.ts";
import { toSharedActions } from "../control-routes.ts";
import { FaultBook } from "../fault-book.ts";
import { RequestCounter } from "../request-counts.ts";
import type { SandboxApi, SandboxApiSetup } from "../sandbox-api.ts";
import { jobMoveSchema, jobSpecSchema, type JobMove, type JobSpec } from "./job-record.ts";
import { UnstructuredServer } from "./unstructured-server.ts";
import { UnstructuredWorld } from "./world.ts";

export type UnstructuredControl = ApiControl<JobSpec, JobMove> & {
  /** From now on `GET /api/v1/jobs/{id}` answers exactly this text. */
  putRaw(id: string, bodyText: string): void;
};

export function createUnstructuredApi(
  setup: SandboxApiSetup,
): SandboxApi & { control: UnstructuredControl } {
  const world = new UnstructuredWorld(setup);
  const faults = new FaultBook();
  const requests = new RequestCounter();
  const raw = new Map<string, string>();
  const { apiKey, now } = setup;
  const server = new UnstructuredServer({ apiKey, now, world, faults, requests, raw });

  const control: UnstructuredControl = {
    createJob: (spec = {}) => world.create(spec),
    advance: (id, move) => world.advance(id, move),
    putRaw: (id, bodyText) => void raw.set(id, bodyText),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    requests: (jobId) => requests.read(jobId),
  };
  return {
    control,
    actions: toActions(control),
    handle: (request, response, path) => server.handle(request, response, path),
  };
}

/*
 *   put-raw  { "id", "bodyText" }  → {}
 */
function toActions(control: UnstructuredControl): SandboxApi["actions"] {
  return {
    ...toSharedActions(control, { spec: jobSpecSchema, move: jobMoveSchema }),
    "put-raw": (body) => {
      const { id, bodyText } = z.object({ id: z.string(), bodyText: z.string() }).parse(body);
      control.putRaw(id, bodyText);
      return {};
    },
  };
}
