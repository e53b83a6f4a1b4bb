import { applyFrame, type LiveJob } from "#lib/domain/apply-frame.ts";
import { toJobKey } from "#lib/domain/job.ts";
import type { LiveFrame } from "#lib/domain/live-frame.ts";
import type { Watched } from "./connection-state.ts";

/** A page is drawn this long before it listens, at most. */
const drawnMs = 20_000;

/** What a tab that joins is told: each watched job as it stands, and what lists were told since its page can have been drawn. */
export function createLiveMemory(now: () => number = Date.now) {
  const views = new Map<string, LiveJob>();
  /** Why a job cannot be watched: also those that were never told. */
  const problems = new Map<string, LiveFrame>();
  let lists: { at: number; frame: LiveFrame }[] = [];

  const listRecent = () => lists.filter(({ at }) => at > now() - drawnMs);

  return {
    remember(frame: LiveFrame): void {
      if (frame.event === "clock") return;
      if (frame.event === "jobs") {
        lists = [...listRecent(), { at: now(), frame }];
        return;
      }
      const key = toJobKey(frame.data);
      if (frame.event === "problem") problems.set(key, frame);
      else if (frame.event === "job") problems.delete(key);
      const known = views.get(key);
      if (known) views.set(key, applyFrame(known, frame));
      else if (frame.event === "job")
        views.set(key, { job: frame.data, link: null, problem: null });
    },
    recallJob(key: string): LiveFrame[] {
      const { job, link } = views.get(key) ?? {};
      const frames: LiveFrame[] = [];
      if (job) frames.push({ event: "job", data: job });
      if (job && link)
        frames.push({ event: "link", data: { source: job.source, id: job.id, ...link } });
      const problem = problems.get(key);
      if (problem) frames.push(problem);
      return frames;
    },
    /** Forgets a job of which nothing more would come, so that it has to be asked for anew; says whether it was one. */
    forgetOver(key: string): boolean {
      if (!problems.has(key) && views.get(key)?.link?.state !== "ended") return false;
      views.delete(key);
      problems.delete(key);
      return true;
    },
    recallLists: (): LiveFrame[] => listRecent().map(({ frame }) => frame),
    /** What nobody watches any more would grow old unnoticed. */
    keepOnly({ jobs, list }: Watched): void {
      const kept = new Set(jobs);
      for (const known of [views, problems])
        for (const key of known.keys()) if (!kept.has(key)) known.delete(key);
      if (!list) lists = [];
    },
  };
}
