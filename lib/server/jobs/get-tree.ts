import "server-only";
import { countTree, type JobTree } from "#lib/domain/tree/job-tree.ts";
import type { Job, JobRef } from "#lib/domain/job.ts";
import { findSource } from "./find-source.ts";
import { getJob, type JobContext } from "./get-job.ts";
import { judgeTree } from "./judge-tree.ts";
import { readTree, treeLimits, type TreeStep } from "./read-tree.ts";
import { surveyTree } from "./survey-tree.ts";

/**
 * Everything below a job, after one step of reading it: the first level when the store may be behind, and
 * some of the jobs further down; the rest is what the collector has brought. `meta` says how it goes on.
 * What has ended and was read after that is never asked for again. Throws as `getJob` does for a job
 * that nobody knows.
 */
export async function getTree(context: JobContext, ref: JobRef): Promise<JobTree> {
  const source = findSource(context.sources, ref);
  const root = await findRoot(context, ref);
  const step = source.capabilities.children ? await readTree(source, context, root) : null;
  const tree = await toTree(context, root, step);
  const { total, readAt } = tree.meta;
  if (step?.failure && total === 0 && readAt === null) throw step.failure.problem;
  return tree;
}

/** The tree of a known job as the store has it, without asking the upstream. */
export async function findTree(context: JobContext, ref: JobRef): Promise<JobTree> {
  return await toTree(context, await findRoot(context, ref), null);
}

async function findRoot(context: JobContext, ref: JobRef): Promise<Job> {
  return (await context.store.findJob(ref)) ?? (await getJob(context, ref)).job;
}

async function toTree(context: JobContext, root: Job, step: TreeStep | null): Promise<JobTree> {
  const { store, sources } = context;
  const [descendants, readAt] = await Promise.all([
    store.listDescendants(root, treeLimits),
    store.findChildrenReadAt(root),
  ]);
  const { nodes, cut } = descendants;
  const survey = surveyTree(descendants, Date.now());
  return {
    data: nodes,
    meta: {
      ...{ total: nodes.length, ...countTree(root.id, nodes), cut, readAt },
      unasked: survey.unasked.length,
      ...judgeTree(findSource(sources, root), { root, readAt, survey, step }),
    },
  };
}
