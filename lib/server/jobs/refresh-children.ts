import "server-only";
import { isTerminal, type JobRef, type JobSummary } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Priority, Source } from "../sources/source.ts";
import type { JobContext } from "./get-job.ts";

const pageSize = 100;
/** A family this wide is shown as far as it was read. */
const maxPages = 20;
/** The upstream tells by its own clock when a job ended; ours may be so far ahead. */
const clockSkewMs = 300_000;

/** Reads every page of children into the store; answers with what went wrong on the way. */
export async function refreshChildren(
  source: Source,
  { store }: JobContext,
  ref: JobRef,
  priority: Priority,
): Promise<ProblemError | null> {
  try {
    let cursor: string | null = null;
    for (let page = 0; page < maxPages; page += 1) {
      const answer = await source.listJobs(
        { parentId: ref.id, limit: pageSize, ...(cursor !== null && { cursor }) },
        { priority },
      );
      await store.ingestAll(answer.facts);
      cursor = answer.next;
      if (cursor === null) break;
    }
    await store.markChildrenRead(ref, Date.now());
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

/** Whether children that were read at that time cannot have changed since: their parent had ended. */
export function areChildrenFinal(
  { status, finishedAt, observedAt }: Pick<JobSummary, "status" | "finishedAt" | "observedAt">,
  readAt: number,
): boolean {
  return isTerminal(status) && readAt > (finishedAt ?? observedAt) + clockSkewMs;
}
