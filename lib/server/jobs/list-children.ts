import "server-only";
import type { JobRef } from "#lib/domain/job.ts";
import type { Children } from "#lib/domain/tree/children.ts";
import { findSource } from "./find-source.ts";
import { getJob, type JobContext } from "./get-job.ts";
import { isRecent } from "./is-recent.ts";
import { areChildrenFinal, refreshChildren } from "./refresh-children.ts";

const freshMs = 8_000;
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
  const isFresh = readAt !== null && isRecent(readAt, freshMs);
  const isFinal = readAt !== null && areChildrenFinal(parent, readAt);
  const isDue = source.capabilities.children && !isFresh && !isFinal;
  const problem = isDue ? await refreshChildren(source, context, ref, "person") : null;

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
