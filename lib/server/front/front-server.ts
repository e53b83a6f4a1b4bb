import "server-only";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Gantry } from "../gantry.ts";
import { toProblemResponse } from "../http/route.ts";
import { findViewer } from "./find-viewer.ts";
import { withPageStatus } from "./page-status.ts";
import { repairUrl } from "./repair-url.ts";
import { sendResponse } from "./send-response.ts";
import { serveLive } from "./serve-live.ts";

export type FrontOptions = {
  gantry: Gantry;
  /** Everything that is not answered here. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  serveStatic(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
};

/**
 * The server that people reach. It answers the two things that go out most by itself, the live
 * stream and the files of the build, and hands the rest to Next.
 */
export function createFrontServer({ gantry, answer, serveStatic }: FrontOptions): Server {
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = repairUrl(request.url ?? "/");
    request.url = url;
    if (await serveStatic(request, response)) return;
    const isLive = url === "/api/live" || url.startsWith("/api/live?");
    if (!isLive) return withPageStatus(request, response, () => answer(request, response));
    if (request.method !== "GET") return void response.writeHead(405, { allow: "GET" }).end();
    const viewer = await findViewer(gantry, request);
    for (const cookie of viewer.cookies) response.appendHeader("set-cookie", cookie);
    serveLive(gantry.hub, request, response);
  }

  return createServer((request, response) => {
    handle(request, response).catch(async (error: unknown) => {
      const problem = toProblemResponse(error);
      if (response.headersSent) response.destroy();
      else await sendResponse(response, problem);
    });
  });
}
