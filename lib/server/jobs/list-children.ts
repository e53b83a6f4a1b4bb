import "server-only";
import { isTerminal, type JobRef } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Children } from "#lib/domain/children.ts";
import { findSource } from "./find-source.ts";
import type { Source } from "../sources/source.ts";
import { getJob, type JobContext } from "./get-job.ts";

const freshMs = 8_000;
const pageSize = 100;
/** A tree this wide is shown as far as it was read. */
const maxPages = 20;
const maxShown = 1_000;

/**
 * The children of a job, failed ones first. The upstream is asked when the store may be behind:
 * never again once the parent has ended and its children were read after that. Throws as `getJob`
 * does for a parent that nobody knows.
 */
export async function listChildren(context: JobContext, ref: JobRef): Promise<Children> {
  const { store } = context;
  const source = findSource(context.sources, ref);
  const parent = (await store.findJob(ref)) ?? (await getJob(context, ref)).job;
  const readAt = await store.findChildrenReadAt(ref);
  const isFresh = readAt !== null && Date.now() - readAt < freshMs;
  const isFinal =
    readAt !== null &&
    isTerminal(parent.status) &&
    readAt > (parent.finishedAt ?? parent.updatedAt ?? 0);
  const isDue = source.capabilities.children && !isFresh && !isFinal;
  const problem = isDue ? await refreshChildren(source, context, ref) : null;

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

/** Reads every page of children into the store; answers with what went wrong on the way. */
async function refreshChildren(
  source: Source,
  { store }: JobContext,
  ref: JobRef,
): Promise<ProblemError | null> {
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
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

/** The children as the store has them, without asking the upstream; null when they were never read. */
export async function findChildren({ store }: Pick<JobContext, "store">, ref: JobRef) {
  const readAt = await store.findChildrenReadAt(ref);
  if (readAt === null) return null;
  const { jobs, total, counts } = await store.listChildren(ref, { limit: maxShown });
  return { data: jobs, meta: { total, counts, readAt, problem: null } } satisfies Children;
}
