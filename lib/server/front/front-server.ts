import "server-only";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Gantry } from "../gantry.ts";
import { toJsonResponse, toLoggedProblem, toProblemResponse } from "../http/route.ts";
import { getSignIn } from "../auth/get-sign-in.ts";
import type { Session } from "../auth/session.ts";
import { admit } from "./admit.ts";
import { requireMethod } from "./allowed-methods.ts";
import { boundBody, checkShape } from "./check-shape.ts";
import { answerClientErrors } from "./client-errors.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { handOver } from "./hand-over.ts";
import { holdScripts } from "./hold-scripts.ts";
import {
  allSignInLimits,
  allStrangersLimits,
  crowdedAt,
  liveLimits,
  maxViewers,
  maxViewersWhenCrowded,
  sessionLimits,
  socketLimits,
  strangerLimits,
} from "./limits.ts";
import { createRequestBrake } from "./request-brake.ts";
import { setSecurityHeaders } from "./security-headers.ts";
import { stampRequest, type Stamp } from "./stamp-request.ts";
import { withPageStatus } from "./page-status.ts";
import { repairUrl } from "./repair-url.ts";
import { hangUp, sendResponse } from "./send-response.ts";
import { serveLive } from "./serve-live.ts";

export type FrontOptions = {
  gantry: Gantry;
  /** Everything that is not answered here. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  serveStatic(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  dev: boolean;
  /** A stranger who takes nothing for this long, though something waits, is cut. */
  stuckMs?: number;
};

/**
 * The server that people reach. It answers what goes out most by itself, the live stream and the files of
 * the build, says that it is well, and hands the rest to Next.
 */
export function createFrontServer({
  gantry,
  answer,
  serveStatic,
  dev,
  stuckMs = 20_000,
}: FrontOptions): Server {
  const brake = createRequestBrake();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = repairUrl(request.url ?? "/");
    request.url = url;
    const stamp = stampRequest(request, gantry.settings.PUBLIC_URL);
    setSecurityHeaders(request, response, { dev });
    checkShape(request);
    response.setTimeout(stuckMs, () => {
      if (response.writableLength > 0) response.destroy();
    });
    if (await serveStatic(request, response)) return;
    const admission = await admit(gantry, request, stamp);
    if (admission.kind === "to-login") {
      const { status, location } = admission;
      return void response.writeHead(status, { location, "cache-control": "no-store" }).end();
    }
    const { session, setCookie } = admission;
    if (setCookie !== null) response.appendHeader("set-cookie", setCookie);
    const isStranger = session === null && !gantry.settings.sandbox;
    // A download may rest for as long as somebody likes.
    if (!isStranger) response.setTimeout(0);
    const [path = ""] = url.split("?", 1);
    const isLive = path === "/api/live";
    const isHealth = path === "/api/health";
    // Next draws a page whatever the method. What a route takes, it knows by itself.
    if (isLive || isHealth || !url.startsWith("/api/")) requireMethod(request, response);
    if (isLive) return openLive(request, response, session);
    if (isHealth) return sendResponse(response, toJsonResponse({ status: "ok" }));
    const leave = await waitForTurn(session, stamp, request.method === "POST");
    if (response.destroyed) return leave();
    response.once("close", leave);
    response.once("close", gantry.foreground.enter());
    explainRefusal(request, response);
    if (!dev) holdScripts(request, response);
    if (isStranger) handOver(response, leave);
    return withPageStatus(request, response, () => answer(request, response));
  }

  /** In the sandbox at this machine nobody waits. */
  async function waitForTurn(
    session: Session | null,
    { address }: Stamp,
    isSignIn: boolean,
  ): Promise<() => void> {
    if (session) return brake.enter(`session ${session.id}`, sessionLimits, Date.now());
    if (gantry.settings.sandbox) return () => undefined;
    const leaveAddress = await brake.enter(`address ${address}`, strangerLimits, Date.now());
    const [all, limits] = isSignIn
      ? (["all who sign in", allSignInLimits] as const)
      : (["all strangers", allStrangersLimits] as const);
    const leaveAll = await brake.enter(all, limits, Date.now()).catch((error: unknown) => {
      leaveAddress();
      throw error;
    });
    return () => {
      leaveAll();
      leaveAddress();
    };
  }

  async function openLive(
    request: IncomingMessage,
    response: ServerResponse,
    session: Session | null,
  ): Promise<void> {
    const { watch } = await getSignIn();
    if (session) (await brake.enter(`live ${session.id}`, liveLimits, Date.now()))();
    const { viewers } = gantry.hub.stats();
    const own = session === null ? 0 : watch.countSeats(session.id);
    if (viewers >= maxViewers || (viewers >= crowdedAt && own >= maxViewersWhenCrowded))
      throw new ProblemError("rate_limited", "More live connections are open than Gantry holds.", {
        retryAfterMs: 10_000,
      });
    // Whoever has left by now closes no second time.
    if (response.destroyed) return;
    serveLive(gantry.hub, request, response);
    if (session)
      response.once(
        "close",
        watch.add(session, () => response.end()),
      );
  }

  const server = createServer(socketLimits, (request, response) => {
    boundBody(request, (problem) => hangUp(response, toLoggedProblem(problem)));
    handle(request, response).catch(async (error: unknown) => {
      const problem = toProblemResponse(error);
      if (response.headersSent) response.destroy();
      else await sendResponse(response, problem);
    });
  });
  answerClientErrors(server);
  // Node refuses an expectation that it does not know, without a word; HTTP lets it be passed over.
  server.on("checkExpectation", (...asked) => void server.emit("request", ...asked));
  return server;
}
