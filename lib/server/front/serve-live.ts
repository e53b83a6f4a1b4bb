import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { parseLiveQuery } from "../http/live-query.ts";
import type { Hub } from "../live/hub.ts";

/** A viewer this many bytes behind is cut; it comes back and resumes. */
const maxBacklogBytes = 4_000_000;

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/**
 * The event stream for one browser, written straight to its socket. Ends when the browser leaves,
 * falls behind, or has seen all end. Throws `bad_request` before anything is sent.
 */
export function serveLive(hub: Hub, request: IncomingMessage, response: ServerResponse): void {
  const { searchParams } = new URL(request.url ?? "/", "http://gantry.invalid");
  const { refs, list } = parseLiveQuery(searchParams);
  const lastEventId = request.headers["last-event-id"];
  response.writeHead(200, headers);
  response.flushHeaders();
  const leave = hub.open({
    refs,
    list,
    lastEventId: typeof lastEventId === "string" ? lastEventId : null,
    send({ bytes }) {
      if (response.destroyed) return;
      if (response.writableLength > maxBacklogBytes) response.destroy();
      else response.write(bytes);
    },
    done: () => response.end(),
  });
  response.once("close", leave);
}
