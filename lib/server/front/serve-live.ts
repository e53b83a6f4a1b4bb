import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { parseLiveQuery } from "../http/live-query.ts";
import type { Hub } from "../live/hub.ts";

/** A viewer this many bytes behind is cut; it comes back and resumes. */
const maxBacklogBytes = 4_000_000;
/** A poll waits this long for news, and ends this long after the first. */
const pollMs = 10_000;
const gatherMs = 100;

const streamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};
const pollHeaders = {
  "content-type": "text/plain; charset=utf-8",
  "cache-control": "no-store, no-transform",
};

/**
 * The event stream for one browser, written straight to its socket. Ends when the browser leaves,
 * falls behind, or has seen all end; a poll ends with the first news. Throws `bad_request` before
 * anything is sent.
 */
export function serveLive(hub: Hub, request: IncomingMessage, response: ServerResponse): void {
  const { searchParams } = new URL(request.url ?? "/", "http://gantry.invalid");
  const { refs, list, poll } = parseLiveQuery(searchParams);
  const lastEventId = request.headers["last-event-id"];
  let ending = poll ? setTimeout(() => response.end(), pollMs) : undefined;
  let hasNews = false;
  response.writeHead(200, poll ? pollHeaders : streamHeaders);
  response.flushHeaders();
  const leave = hub.open({
    refs,
    list,
    lastEventId: typeof lastEventId === "string" ? lastEventId : null,
    send({ event, bytes }) {
      if (response.destroyed || response.writableEnded) return;
      if (response.writableLength > maxBacklogBytes) response.destroy();
      else response.write(bytes);
      if (!poll || hasNews || event === "clock") return;
      hasNews = true;
      clearTimeout(ending);
      ending = setTimeout(() => response.end(), gatherMs);
    },
    done: () => response.end(),
  });
  response.once("close", () => {
    clearTimeout(ending);
    leave();
  });
}
