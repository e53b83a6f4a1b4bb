import "server-only";
import { isTerminal, type JobRef } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Children } from "#lib/domain/children.ts";
import { findSource } from "./find-source.ts";
import type { JobContext } from "./get-job.ts";

const freshMs = 8_000;
const pageSize = 100;
/** A tree this wide is shown as far as it was read. */
const maxPages = 20;
const maxShown = 1_000;

/**
 * The children of a job, failed ones first. The upstream is asked when the store may be behind:
 * never again once the parent has ended and its children were read after that.
 */
export async function listChildren({ sources, store }: JobContext, ref: JobRef): Promise<Children> {
  const source = findSource(sources, ref);
  const [parent, readAt] = await Promise.all([store.findJob(ref), store.findChildrenReadAt(ref)]);
  const parentEnded = parent !== undefined && isTerminal(parent.status);
  const isFresh = readAt !== null && Date.now() - readAt < freshMs;
  const isFinal =
    readAt !== null && parentEnded && readAt > (parent.finishedAt ?? parent.updatedAt ?? 0);
  let problem: ProblemError | null = null;
  if (source.capabilities.children && !isFresh && !isFinal) {
    try {
      let cursor: string | null = null;
      for (let page = 0; page < maxPages; page += 1) {
        const answer = await source.listJobs(
          { parentId: ref.id, limit: pageSize, ...(cursor !== null && { cursor }) },
          { priority: "person" },
        );
        await store.ingestAll(answer.facts);
        cursor = answer.next;
        if (cursor === null) break;
      }
      await store.markChildrenRead(ref, Date.now());
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problem = error;
    }
  }
  const { jobs, total, counts } = await store.listChildren(ref, { limit: maxShown });
  if (problem && total === 0 && readAt === null) throw problem;
  return {
    data: jobs,
    meta: {
      total,
      counts,
      readAt: await store.findChildrenReadAt(ref),
      problem: problem?.message ?? null,
    },
  };
}

/** The children as the store has them, without asking the upstream; null when they were never read. */
export async function findChildren({ store }: Pick<JobContext, "store">, ref: JobRef) {
  const readAt = await store.findChildrenReadAt(ref);
  if (readAt === null) return null;
  const { jobs, total, counts } = await store.listChildren(ref, { limit: maxShown });
  return { data: jobs, meta: { total, counts, readAt, problem: null } } satisfies Children;
}
