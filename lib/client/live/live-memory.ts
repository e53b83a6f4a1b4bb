import { applyFrame, type LiveJob } from "#lib/domain/apply-frame.ts";
import { toJobKey } from "#lib/domain/job.ts";
import type { LiveFrame } from "#lib/domain/live-frame.ts";
import type { Watched } from "./connection-state.ts";

/** A page is drawn this long before it listens, at most. */
const drawnMs = 20_000;

/** What a tab that joins is told: each watched job as it stands, and what lists were told since its page can have been drawn. */
export function createLiveMemory(now: () => number = Date.now) {
  const views = new Map<string, LiveJob>();
  let lists: { at: number; frame: LiveFrame }[] = [];

  const listRecent = () => lists.filter(({ at }) => at > now() - drawnMs);

  return {
    remember(frame: LiveFrame): void {
      if (frame.event === "clock") return;
      if (frame.event === "jobs") {
        const { changed } = frame.data;
        // Without what they were before: the page of a tab that joins may count them already.
        const again: LiveFrame = { event: "jobs", data: { changed } };
        lists = [...listRecent(), { at: now(), frame: again }];
        return;
      }
      const key = toJobKey(frame.data);
      const known = views.get(key);
      if (known) views.set(key, applyFrame(known, frame));
      else if (frame.event === "job")
        views.set(key, { job: frame.data, link: null, problem: null });
    },
    recallJob(key: string): LiveFrame[] {
      const view = views.get(key);
      if (!view) return [];
      const { job, link } = view;
      const frames: LiveFrame[] = [{ event: "job", data: job }];
      if (link) frames.push({ event: "link", data: { source: job.source, id: job.id, ...link } });
      return frames;
    },
    recallLists: (): LiveFrame[] => listRecent().map(({ frame }) => frame),
    /** What nobody watches any more would grow old unnoticed. */
    keepOnly({ jobs, list }: Watched): void {
      const kept = new Set(jobs);
      for (const key of views.keys()) if (!kept.has(key)) views.delete(key);
      if (!list) lists = [];
    },
  };
}
