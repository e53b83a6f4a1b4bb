import "server-only";
import { randomUUID } from "node:crypto";
import type { LiveFrame } from "#lib/domain/live-frame.ts";

const encoder = new TextEncoder();

/** A frame as sent: encoded once, however many viewers get it. `seq` rises over the whole process. */
export type SentFrame = { seq: number; event: LiveFrame["event"]; bytes: Uint8Array };

/** Numbers and encodes frames. The epoch tells one process's numbers from another's. */
export function createFrameEncoder() {
  const epoch = randomUUID().slice(0, 8);
  let seq = 0;
  const toSent = (id: number | undefined, { event, data }: LiveFrame): SentFrame => {
    const text = `id: ${epoch}.${id ?? "none"}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    return { seq: id ?? 0, event, bytes: encoder.encode(text) };
  };
  return {
    get seq() {
      return seq;
    },
    encode(frame: LiveFrame): SentFrame {
      seq += 1;
      return toSent(seq, frame);
    },
    /** For one viewer that was told everything up to `toldSeq`; undefined when it was told nothing yet. */
    encodeAt: (toldSeq: number | undefined, frame: LiveFrame) => toSent(toldSeq, frame),
    /** The number behind a `Last-Event-ID` of this process; undefined for any other. */
    parseId(id: string | null): number | undefined {
      const [idEpoch, idSeq] = id?.split(".") ?? [];
      const parsed = Number(idSeq);
      return idEpoch === epoch && Number.isSafeInteger(parsed) && parsed <= seq
        ? parsed
        : undefined;
    },
  };
}
export type FrameEncoder = ReturnType<typeof createFrameEncoder>;

const maxFrames = 256;
const maxBytes = 4 * 1024 * 1024;

/** The latest frames of one watch or of the list, for viewers that come back. */
export function createFrameLog(startSeq: number) {
  const frames: SentFrame[] = [];
  let forgottenSeq = startSeq;
  let bytes = 0;
  return {
    add(frame: SentFrame): void {
      frames.push(frame);
      bytes += frame.bytes.length;
      while (frames.length > maxFrames || bytes > maxBytes) {
        const oldest = frames.shift();
        if (!oldest) return;
        bytes -= oldest.bytes.length;
        forgottenSeq = oldest.seq;
      }
    },
    /** The frames after `seq`; undefined when that is unknown or some of them are forgotten. */
    after(seq: number | undefined): SentFrame[] | undefined {
      if (seq === undefined || seq < forgottenSeq) return undefined;
      return frames.filter((frame) => frame.seq > seq);
    },
  };
}
