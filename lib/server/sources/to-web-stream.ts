import "server-only";
import type { Readable } from "node:stream";

/** The bytes of a Node stream as they are asked for. Cancelling destroys it. */
export function toWebStream(readable: Readable): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = readable[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => {
      readable.destroy();
    },
  });
}
