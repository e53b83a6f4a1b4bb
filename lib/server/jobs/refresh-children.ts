import "server-only";
import { treeNodesMax } from "#lib/domain/tree/job-tree.ts";
import { isTerminal, type JobRef, type JobSummary, toJobKey } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { processWide } from "../process-wide.ts";
import type { Priority, Source } from "../sources/source.ts";
import type { JobContext } from "./get-job.ts";

const pageSize = 100;
/** One more than a tree shows, so that it says when there are more. */
const maxPages = treeNodesMax / pageSize + 1;
const maxUnfinished = 100;
/** The upstream tells by its own clock when a job ended; ours may be so far ahead. */
export const clockSkewMs = 300_000;

type Place = { startedAt: number; cursor: string };

/** Of families wider than one call reads, or than the upstream let it: where the next one goes on. */
const unfinished = processWide("unfinished-children", () => new Map<string, Place>());

/**
 * Reads the pages of children into the store, and marks them as read once that was the last; answers
 * with what went wrong on the way.
 */
export async function refreshChildren(
  source: Source,
  { store }: JobContext,
  ref: JobRef,
  priority: Priority,
): Promise<ProblemError | null> {
  const key = toJobKey(ref);
  const begun = unfinished.get(key);
  const startedAt = begun?.startedAt ?? Date.now();
  let cursor = begun?.cursor ?? null;
  unfinished.delete(key);
  try {
    for (let page = 0; page < maxPages; page += 1) {
      const answer = await source.listJobs(
        { parentId: ref.id, limit: pageSize, ...(cursor !== null && { cursor }) },
        { priority },
      );
      await store.ingestAll(answer.facts);
      cursor = answer.next;
      if (cursor === null) break;
    }
    if (cursor === null) await store.markChildrenRead(ref, startedAt);
    else remember(key, { startedAt, cursor });
    return null;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    // A page that the upstream no longer knows is no place to go on from.
    if (cursor !== null && error.code !== "bad_request") remember(key, { startedAt, cursor });
    return error;
  }
}

function remember(key: string, place: Place): void {
  if (unfinished.size >= maxUnfinished) unfinished.clear();
  unfinished.set(key, place);
}

/** Whether only some pages of a job's children have been read, and the next call goes on from there. */
export function isReadByHalf(ref: JobRef): boolean {
  return unfinished.has(toJobKey(ref));
}

type Ended = Pick<JobSummary, "status" | "finishedAt" | "observedAt">;

/** Whether children that were read at that time cannot have changed since: their parent had ended. */
export function areChildrenFinal(parent: Ended, readAt: number): boolean {
  return isTerminal(parent.status) && readAt > toFinalAt(parent);
}

/** From when on no more children of a job that has ended are looked for. It had ended when that was seen, whatever clock it tells. */
export function toFinalAt({ finishedAt, observedAt }: Ended): number {
  return Math.min(finishedAt ?? observedAt, observedAt) + clockSkewMs;
}
