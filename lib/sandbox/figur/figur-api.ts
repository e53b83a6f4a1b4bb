import { z } from "zod";
import { toSharedActions } from "../control-routes.ts";
import { FaultBook } from "../fault-book.ts";
import { RateLimit } from "../rate-limit.ts";
import { RequestCounter } from "../request-counts.ts";
import type { SandboxApi, SandboxApiSetup } from "../sandbox-api.ts";
import type { FigurControl } from "./figur-control.ts";
import { FigurServer } from "./figur-server.ts";
import { FigurWorld } from "./figur-world.ts";
import { jobMoveSchema, jobSpecSchema } from "./job-spec.ts";
import { PictureStore } from "./picture-store.ts";
import { PresignedUrls } from "./presigned-urls.ts";
import { ScriptedJobs } from "./scripted-jobs.ts";

type FigurSetup = SandboxApiSetup & {
  /** 0 = no limit. */
  requestsPerMinute: number;
};

export function createFigurApi(setup: FigurSetup): SandboxApi & { control: FigurControl } {
  const { apiKey, now, requestsPerMinute } = setup;
  const world = new FigurWorld(setup);
  const scripts = new ScriptedJobs(world, now);
  const urls = new PresignedUrls(now);
  const faults = new FaultBook();
  const requests = new RequestCounter();
  const limit = new RateLimit(requestsPerMinute, now);
  const pictures = new PictureStore();
  const parts = { apiKey, now, world, scripts, urls, pictures, faults, limit, requests };
  const server = new FigurServer(parts);

  const control: FigurControl = {
    createJob: (spec = {}) => scripts.create(spec),
    advance: (id, move) => scripts.advance(id, move),
    putRaw: (route, id, bodyText) => scripts.putRaw(route, id, bodyText),
    expireUrls: () => urls.expireAll(),
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
 *   put-raw      { "route", "id", "bodyText" }  → {}
 *   expire-urls  {}                             → {}
 */
function toActions(control: FigurControl): SandboxApi["actions"] {
  return {
    ...toSharedActions(control, { spec: jobSpecSchema, move: jobMoveSchema }),
    "put-raw": (body) => {
      const rawSchema = z.object({
        route: z.enum(["get", "events", "list"]),
        id: z.string(),
        bodyText: z.string(),
      });
      const { route, id, bodyText } = rawSchema.parse(body);
      control.putRaw(route, id, bodyText);
      return {};
    },
    "expire-urls": () => {
      control.expireUrls();
      return {};
    },
  };
}
