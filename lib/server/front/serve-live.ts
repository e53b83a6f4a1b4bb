import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { parseLiveQuery } from "../http/live-query.ts";
import type { Hub } from "../live/hub.ts";

export type LiveOptions = {
  /** A viewer who takes nothing for this long, though something waits, is cut; it comes back and resumes. */
  stuckMs?: number;
  /** So is one who falls this far behind, beyond what it was told at the beginning. */
  maxBehindBytes?: number;
};
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
export function serveLive(
  hub: Hub,
  request: IncomingMessage,
  response: ServerResponse,
  { stuckMs = 20_000, maxBehindBytes = 32_000_000 }: LiveOptions = {},
): void {
  const { searchParams } = new URL(request.url ?? "/", "http://gantry.invalid");
  const { refs, list, poll } = parseLiveQuery(searchParams);
  const lastEventId = request.headers["last-event-id"];
  let ending = poll ? setTimeout(() => response.end(), pollMs) : undefined;
  let hasNews = false;
  let greetingBytes = Infinity;
  response.writeHead(200, poll ? pollHeaders : streamHeaders);
  response.flushHeaders();
  const leave = hub.open({
    refs,
    list,
    lastEventId: typeof lastEventId === "string" ? lastEventId : null,
    send({ event, bytes }) {
      if (response.destroyed || response.writableEnded) return;
      if (response.writableLength > greetingBytes + maxBehindBytes) response.destroy();
      else response.write(bytes);
      if (!poll || hasNews || event === "clock") return;
      hasNews = true;
      clearTimeout(ending);
      ending = setTimeout(() => response.end(), gatherMs);
    },
    done: () => response.end(),
  });
  greetingBytes = response.writableLength;
  response.once("drain", () => {
    greetingBytes = 0;
  });
  // A socket's timeout goes by bytes that leave it: what only queues up behind others does not put it off.
  response.setTimeout(stuckMs, () => {
    if (response.writableLength > 0) response.destroy();
  });
  response.once("close", () => {
    clearTimeout(ending);
    leave();
  });
}
