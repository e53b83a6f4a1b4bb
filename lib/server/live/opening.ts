import "server-only";
import type { LiveFrame } from "#lib/domain/live-frame.ts";
import type { FrameEncoder, SentFrame } from "./frame-log.ts";

/** The first frames of one viewer, gathered from all that it watches. */
export type Opening = {
  /** Up to here it was told everything when it was here before; undefined when it was not. */
  resumeSeq: number | undefined;
  /** As things stand, for this viewer alone. */
  tell(frame: LiveFrame): void;
  /** Published while it was away. */
  repeat(frames: SentFrame[]): void;
  send(viewer: { send(frame: SentFrame): void }): void;
};

/**
 * A viewer may be cut anywhere in its opening and then comes back with the last ID that it saw. So what stands
 * goes first, under the place that it came with, what it missed follows in the order in which it was
 * published, and no ID says more than that all before it has been told.
 */
export function createOpening(encoder: FrameEncoder, lastEventId: string | null): Opening {
  const resumeSeq = encoder.parseId(lastEventId);
  const present: LiveFrame[] = [];
  const missed: SentFrame[] = [];
  return {
    resumeSeq,
    tell: (frame) => void present.push(frame),
    repeat: (frames) => void missed.push(...frames),
    send(viewer) {
      const last = missed.length === 0 ? present.at(-1) : undefined;
      for (const frame of present)
        viewer.send(encoder.encodeAt(frame === last ? encoder.seq : resumeSeq, frame));
      for (const frame of missed.toSorted((a, b) => a.seq - b.seq)) viewer.send(frame);
    },
  };
}
