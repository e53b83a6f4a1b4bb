import "server-only";
import { treeNodesMax } from "#lib/domain/job-tree.ts";
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
const clockSkewMs = 300_000;

type Place = { startedAt: number; cursor: string };

/** Of families wider than one call reads: where the next one goes on. */
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
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

function remember(key: string, place: Place): void {
  if (unfinished.size >= maxUnfinished) unfinished.clear();
  unfinished.set(key, place);
}

/** Whether children that were read at that time cannot have changed since: their parent had ended. */
export function areChildrenFinal(
  { status, finishedAt, observedAt }: Pick<JobSummary, "status" | "finishedAt" | "observedAt">,
  readAt: number,
): boolean {
  return isTerminal(status) && readAt > (finishedAt ?? observedAt) + clockSkewMs;
}
