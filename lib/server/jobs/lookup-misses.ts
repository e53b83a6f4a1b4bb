import "server-only";
import type { SourceName } from "#lib/domain/job.ts";
import { processWide } from "../process-wide.ts";
import type { JobContext } from "./get-job.ts";

/** So long a source that does not know an ID is not asked for it by a lookup again. */
const keptMs = 5 * 60_000;
const maxKept = 10_000;

type Miss = { at: number; reason: string };

/** What sources told not to have lately. In memory alone: a page of a job asks all the same. */
export function createMisses(now = Date.now) {
  const kept = new Map<string, Miss>();
  const toKey = (source: SourceName, id: string) => `${source}:${id}`;
  return {
    find(source: SourceName, id: string): Miss | undefined {
      const miss = kept.get(toKey(source, id));
      return miss && now() - miss.at < keptMs ? miss : undefined;
    },
    add(source: SourceName, id: string, reason: string): void {
      const key = toKey(source, id);
      kept.delete(key);
      kept.set(key, { at: now(), reason });
      const [oldest] = kept.keys();
      if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    },
  };
}

const missesOf = processWide(
  "lookup-misses",
  () => new WeakMap<JobContext["sources"], ReturnType<typeof createMisses>>(),
);

/** Those of these sources. */
export function getMisses({ sources }: Pick<JobContext, "sources">) {
  const misses = missesOf.get(sources) ?? createMisses();
  missesOf.set(sources, misses);
  return misses;
}
