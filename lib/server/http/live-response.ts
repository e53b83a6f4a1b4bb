import "server-only";
import type { Hub } from "../live/hub.ts";
import type { LiveQuery } from "./live-query.ts";

/** A viewer this many bytes behind is cut; it comes back and resumes. */
const maxBacklogBytes = 4_000_000;

/** The event stream for one browser. Ends when the browser leaves, falls behind, or has seen all end. */
export function toLiveResponse(hub: Hub, request: Request, { refs, list }: LiveQuery): Response {
  let leave: (() => void) | undefined;
  let isOpen = true;
  const finish = () => {
    isOpen = false;
    leave?.();
    request.signal.removeEventListener("abort", finish);
  };

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const close = () => {
          if (!isOpen) return;
          finish();
          controller.close();
        };
        request.signal.addEventListener("abort", finish, { once: true });
        leave = hub.open({
          refs,
          list,
          lastEventId: request.headers.get("last-event-id"),
          send({ bytes }) {
            if (!isOpen) return;
            if ((controller.desiredSize ?? 0) <= 0) close();
            else controller.enqueue(bytes);
          },
          done: close,
        });
        if (!isOpen) leave();
      },
      cancel: finish,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maxBacklogBytes }),
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Without no-transform the answer would be compressed, and frames held back until a block is full.
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
