import "server-only";
import { toJobKey, type JobStatus, type JobSummary } from "#lib/domain/job.ts";
import { toSummary } from "#lib/domain/to-summary.ts";
import type { ListChange } from "#lib/domain/live-frame.ts";
import type { Change } from "../store/open-store.ts";
import { createFrameLog, type FrameEncoder, type SentFrame } from "./frame-log.ts";
import type { Opening } from "./opening.ts";

/** Changes are gathered this long into one frame. */
const batchMs = 200;
/** A page is drawn this long before its list is connected, at most. */
const drawnMs = 20_000;
const missed: ListChange = { changed: [], missed: true };

type ListFeedOptions = {
  encoder: FrameEncoder;
  now(): number;
  /** To everyone who looks at a list. */
  publish(frame: SentFrame): void;
};

/** What lists are told: each job that changed, in batches, with a memory for those who were away. */
export function createListFeed({ encoder, now, publish }: ListFeedOptions) {
  const changed = new Map<string, JobSummary>();
  const frames = createFrameLog(encoder.seq);
  const statusesBefore = new Map<string, { status: JobStatus | null; at: number }>();
  let recent: { at: number; data: ListChange }[] = [];
  let timer: NodeJS.Timeout | undefined;

  function tell(data: ListChange): void {
    recent = [...listRecent(), { at: now(), data }];
    const sent = encoder.encode({ event: "jobs", data });
    frames.add(sent);
    publish(sent);
  }

  function flush(): void {
    timer = undefined;
    const before = Object.fromEntries(
      Array.from(statusesBefore).filter(([key, { status }]) => changed.get(key)?.status !== status),
    );
    const data: ListChange = { changed: [...changed.values()], before };
    changed.clear();
    statusesBefore.clear();
    tell(data);
  }

  const listRecent = () => recent.filter(({ at }) => at >= now() - drawnMs);

  return {
    gather({ job, before, state, progress }: Change): void {
      if (!(state || progress)) return;
      const key = toJobKey(job);
      if (!changed.has(key)) statusesBefore.set(key, { status: before, at: now() });
      changed.set(key, toSummary(job));
      timer ??= setTimeout(flush, batchMs).unref();
    },
    /** The list has to be asked for again. */
    miss: () => tell(missed),
    /** For a viewer that begins: what changed since its page can have been drawn. */
    begin(opening: Opening): void {
      for (const { data } of listRecent()) opening.tell({ event: "jobs", data });
    },
    /** For one that comes back: what it missed, or the word that the list has to be asked for again. */
    resume(opening: Opening): void {
      const since = frames.after(opening.resumeSeq);
      if (since) opening.repeat(since);
      else opening.tell({ event: "jobs", data: missed });
    },
    close: () => clearTimeout(timer),
  };
}
