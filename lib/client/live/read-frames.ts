import { parseLiveFrame, type LiveFrame } from "#lib/domain/live-frame.ts";

const maxFrameChars = 64_000_000;
/** Gantry's own form, of what an event stream may look like; the data is JSON, and so a single line. */
const framePattern = /^(?:id: ([^\n]*)\n)?event: ([^\n]*)\ndata: ([^\n]*)$/;

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
  const reader = body.getReader();
  let rest = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    onByte();
    const texts = (rest + decoder.decode(read.value, { stream: true })).split("\n\n");
    rest = texts.pop() ?? "";
    if (rest.length > maxFrameChars)
      throw new Error("A frame is larger than any that Gantry sends.");
    for (const text of texts) {
      const [, id, event, data] = framePattern.exec(text) ?? [];
      if (event !== undefined && data !== undefined) onFrame(parseLiveFrame(event, data), id);
    }
  }
}
