import type { JobList } from "#lib/domain/job-list.ts";
import type { JobSummary } from "#lib/domain/job.ts";
import { listLimits, toIdSearches } from "#lib/domain/list-query/list-params.ts";
import type { LiveFrame } from "#lib/domain/live-frame.ts";
import {
  applyChanges,
  hasRoom,
  overviewLimits,
  overviewSearches,
  type Overview,
} from "#lib/domain/overview.ts";
import { fetchJson } from "../fetch-json.ts";

/** `isBehind`: more is known to Gantry than is shown, and is being asked for. */
export type ShownOverview = { overview: Overview; isBehind: boolean };

type LiveOverviewOptions = {
  overview: Overview;
  /** The server's clock when it drew that. */
  drawnAt: number;
  onChange(shown: ShownOverview): void;
  gatherMs?: number;
};

/** A page that begins to listen later than this after it was drawn, such as one that Back brings again, asks what it missed. */
const maxUnheardMs = 5_000;
/** Jobs often end together: what they leave room for is asked for once. */
const defaultGatherMs = 500;

/** The first page's sections, kept current by what is heard; what cannot be known from that is asked for. */
export function createLiveOverview({
  overview: drawn,
  drawnAt,
  onChange,
  gatherMs = defaultGatherMs,
}: LiveOverviewOptions) {
  const stopped = new AbortController();
  let overview = drawn;
  /** Up to here, by the server's clock, all is known or told; undefined once it is listened to. */
  let knownAt: number | undefined = drawnAt;
  /** Something is to be asked for that no pending question covers. */
  let isOwed = false;
  /** What was told while an answer is on its way, which may have been read before. */
  let hearing: JobSummary[] | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(next: Overview): void {
    if (hasRoom(overview, next)) owe();
    overview = next;
    onChange({ overview, isBehind: isOwed || hearing !== null });
  }

  function owe(): void {
    isOwed = true;
    if (hearing === null) timer ??= setTimeout(() => void ask(), gatherMs);
  }

  async function ask(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (hearing !== null || stopped.signal.aborted) return;
    isOwed = false;
    const heard: JobSummary[] = (hearing = []);
    show(overview);
    const answer = await readOverview(overview, stopped.signal).catch(() => null);
    hearing = null;
    if (stopped.signal.aborted) return;
    if (answer) {
      if (isOwed) owe();
      overview = answer;
      show(applyChanges(answer, heard));
    } else {
      // What cannot be asked for now is asked for at the next clock.
      isOwed = true;
    }
  }

  /** The server's clock, before it is listened to: what has passed since is asked for at once. */
  function compareClock(now: number): void {
    if (knownAt === undefined || now - knownAt <= maxUnheardMs) return;
    knownAt = now;
    isOwed = true;
    void ask();
  }

  return {
    compareClock,
    hear(frame: LiveFrame): void {
      if (frame.event === "clock") {
        compareClock(frame.data.now);
        knownAt = undefined;
        if (isOwed && timer === undefined) void ask();
      }
      if (frame.event !== "jobs") return;
      hearing?.push(...frame.data.changed);
      show(applyChanges(overview, frame.data.changed));
      if (frame.data.missed) owe();
    },
    stop(): void {
      clearTimeout(timer);
      stopped.abort();
    },
  };
}

/** Each section as Gantry has it now, and the kept jobs as they are. Throws what `fetchJson` throws. */
async function readOverview(known: Overview, signal: AbortSignal): Promise<Overview> {
  const read = async (search: string, limit: number) => {
    const { data } = await fetchJson<JobList>(`/api/jobs?${search}&limit=${limit}`, { signal });
    return data;
  };
  const kept = toIdSearches([...known.pinned, ...known.opened].map(({ id }) => id));
  const [running, failed, recent, ...told] = await Promise.all([
    read(overviewSearches.running, overviewLimits.running),
    read(overviewSearches.failed, overviewLimits.failed),
    read(overviewSearches.recent, overviewLimits.recent),
    ...kept.map((search) => read(search, listLimits.pageSize)),
  ]);
  return { ...applyChanges(known, told.flat()), running, failed, recent };
}
