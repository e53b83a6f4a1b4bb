import "server-only";
import { createParser } from "eventsource-parser";
import { ProblemError } from "#lib/domain/problem.ts";

export type StreamEvent = {
  /** Null where the upstream names none. */
  event: string | null;
  data: string;
};

export type EventStreamOptions = {
  /** The largest event taken. */
  maxEventBytes: number;
  /** Silence longer than this is a dead link. A reader that is itself slow does not count. */
  stallMs: number;
  signal?: AbortSignal | undefined;
  /** On every chunk, heartbeats and comments included. */
  onByte?: (() => void) | undefined;
};

/** The longest field name and its colon and space, which the parser's bound counts too. */
const fieldNameLength = 8;

/**
 * The events of a `text/event-stream` body (WHATWG HTML, server-sent events). Ends when the
 * upstream closes or the signal aborts. Throws `upstream_timeout` after a stall, `upstream_unavailable`
 * when the connection breaks, `upstream_invalid` on an event beyond the bound. The body is cancelled
 * on every way out.
 */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
  { maxEventBytes, stallMs, signal, onByte }: EventStreamOptions,
): AsyncGenerator<StreamEvent, void, undefined> {
  const reader = body.getReader();
  // The parser takes the one leading BOM off by itself.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let events: StreamEvent[] = [];
  let isTooLarge = false;
  let isStalled = false;
  let isBroken = false;

  const parser = createParser({
    maxBufferSize: maxEventBytes + fieldNameLength,
    onEvent({ event, data }) {
      if (Buffer.byteLength(data) > maxEventBytes) isTooLarge = true;
      else events.push({ event: event ?? null, data });
    },
    onError(error) {
      if (error.type === "max-buffer-size-exceeded") isTooLarge = true;
    },
  });

  // Cancelling resolves a pending read as done; a cancellation that fails leaves a broken body,
  // which the next read reports.
  const cancel = () => {
    reader.cancel().catch(() => {
      isBroken = true;
    });
  };
  const onStall = () => {
    isStalled = true;
    cancel();
  };
  signal?.addEventListener("abort", cancel, { once: true });

  async function readChunk(): Promise<Uint8Array | undefined> {
    const timer = setTimeout(onStall, stallMs);
    try {
      const { value } = await reader.read();
      return value;
    } catch (error) {
      isBroken = true;
      throw new ProblemError("upstream_unavailable", "The stream broke off.", { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  try {
    for (;;) {
      if (signal?.aborted) return;
      const chunk = await readChunk();
      if (isStalled) {
        const seconds = Math.round(stallMs / 1_000);
        throw new ProblemError(
          "upstream_timeout",
          `The stream fell silent: not a byte for ${seconds} s.`,
        );
      }
      if (chunk === undefined) return;
      onByte?.();
      parser.feed(decoder.decode(chunk, { stream: true }));
      const ready = events;
      events = [];
      yield* ready;
      if (isTooLarge) {
        throw new ProblemError("upstream_invalid", "The stream sent an event beyond all bounds.");
      }
    }
  } finally {
    signal?.removeEventListener("abort", cancel);
    if (!isBroken) cancel();
  }
}
