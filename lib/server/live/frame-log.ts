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
  return {
    get seq() {
      return seq;
    },
    encode(frame: LiveFrame): SentFrame {
      seq += 1;
      const text = `id: ${epoch}.${seq}\nevent: ${frame.event}\ndata: ${JSON.stringify(frame.data)}\n\n`;
      return { seq, event: frame.event, bytes: encoder.encode(text) };
    },
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

/** The latest frames of one watch or of the list, for viewers that come back. */
export function createFrameLog(startSeq: number) {
  const frames: SentFrame[] = [];
  let forgottenSeq = startSeq;
  return {
    add(frame: SentFrame): void {
      frames.push(frame);
      if (frames.length > maxFrames) forgottenSeq = frames.shift()?.seq ?? forgottenSeq;
    },
    /** What happens up to now is not in the log. */
    forget(seq: number): void {
      frames.length = 0;
      forgottenSeq = seq;
    },
    /** The frames after `seq`; undefined when some of them are forgotten. */
    after(seq: number): SentFrame[] | undefined {
      return seq < forgottenSeq ? undefined : frames.filter((frame) => frame.seq > seq);
    },
  };
}
