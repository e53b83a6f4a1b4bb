import { createParser } from "eventsource-parser";
import { parseLiveFrame, type LiveFrame } from "#lib/domain/live-frame.ts";

const maxFrameChars = 64_000_000;

type Listener = {
  /** Any byte at all. */
  onByte(): void;
  onFrame(frame: LiveFrame, id: string | undefined): void;
};

/** Reads frames until the body ends. Throws when it breaks, and on a frame that is no JSON. */
export async function readFrames(
  body: ReadableStream<Uint8Array>,
  { onByte, onFrame }: Listener,
): Promise<void> {
  const decoder = new TextDecoder();
  const parser = createParser({
    onEvent: ({ id, event = "", data }) => onFrame(parseLiveFrame(event, data), id),
    maxBufferSize: maxFrameChars,
  });
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    onByte();
    parser.feed(decoder.decode(read.value, { stream: true }));
  }
}
