import "server-only";
import type { JobRef, JobSummary } from "#lib/domain/job.ts";
import {
  countByStatus,
  treeLevelsMax,
  treeNodesMax,
  type JobTree,
  type TreeNode,
} from "#lib/domain/job-tree.ts";
import type { ProblemError } from "#lib/domain/problem.ts";
import type { Descendants } from "../store/list-descendants.ts";
import { findSource } from "./find-source.ts";
import { getJob, type JobContext } from "./get-job.ts";
import { areChildrenFinal, refreshChildren } from "./refresh-children.ts";

const rootFreshMs = 15_000;
const innerFreshMs = 60_000;
/** Each view asks for the children of so many jobs below the first level; the next view goes on from there. */
const innerReadsMax = 3;
/** So many jobs of a type without children in one tree, and the type counts as childless there. */
const childlessSamples = 3;

/**
 * Everything below a job. The upstream is asked for the first level when the store may be behind,
 * and for a few of the jobs further down; the rest is what the collector has brought. Never again
 * what has ended and was read after that. Throws as `getJob` does for a job that nobody knows.
 */
export async function getTree(context: JobContext, ref: JobRef): Promise<JobTree> {
  const { store } = context;
  const source = findSource(context.sources, ref);
  const root = (await store.findJob(ref)) ?? (await getJob(context, ref)).job;
  if (!source.capabilities.children) return await findTree(context, ref);
  const readAt = await store.findChildrenReadAt(ref);
  const isDue = isBehind(root, readAt, rootFreshMs);
  let problem = isDue ? await refreshChildren(source, context, ref, "person") : null;
  for (let reads = 0; reads < innerReadsMax && !problem;) {
    const due = pickDue(await store.listDescendants(ref, limits), innerReadsMax - reads);
    if (due.length === 0) break;
    for (const { id } of due) {
      reads += 1;
      problem ??= await refreshChildren(source, context, { source: ref.source, id }, "watch");
    }
  }
  const tree = await findTree(context, ref, problem);
  if (problem && tree.meta.total === 0 && readAt === null) throw problem;
  return tree;
}

const limits = { levels: treeLevelsMax, jobs: treeNodesMax };

/** The tree as the store has it, without asking the upstream. */
export async function findTree(
  { store }: Pick<JobContext, "store">,
  ref: JobRef,
  problem: ProblemError | null = null,
): Promise<JobTree> {
  const [descendants, readAt] = await Promise.all([
    store.listDescendants(ref, limits),
    store.findChildrenReadAt(ref),
  ]);
  const { nodes, childrenReadAt, cut } = descendants;
  const { parents, childless } = learnFrom(descendants);
  const unasked = nodes.filter(
    ({ id, type }) => !childrenReadAt.has(id) && !parents.has(id) && !childless.has(type),
  );
  return {
    data: nodes,
    meta: {
      total: nodes.length,
      counts: countByStatus(nodes),
      children: countByStatus(nodes.filter(({ parentId }) => parentId === ref.id)),
      cut,
      unasked: unasked.length,
      readAt,
      problem: problem?.message ?? null,
    },
  };
}

/** Jobs with known children first, then those of which nothing is known, the newest first. */
function pickDue(descendants: Descendants, max: number): TreeNode[] {
  const { nodes, childrenReadAt } = descendants;
  const { parents, childless } = learnFrom(descendants);
  const due = nodes.filter(
    (node) =>
      isBehind(node, childrenReadAt.get(node.id) ?? null, innerFreshMs) &&
      (parents.has(node.id) || !childless.has(node.type)),
  );
  const rankOf = ({ id }: TreeNode) => (parents.has(id) ? 0 : 1);
  return due
    .toSorted((a, b) => rankOf(a) - rankOf(b) || (b.createdAt ?? 0) - (a.createdAt ?? 0))
    .slice(0, max);
}

/** Which jobs have children, and types of which enough were asked for some in this tree and none had any. */
function learnFrom({ nodes, childrenReadAt }: Descendants) {
  const parents = new Set(nodes.map(({ parentId }) => parentId));
  const samples = new Map<string, number>();
  for (const { id, type } of nodes) {
    if (parents.has(id)) samples.set(type, -Infinity);
    else if (childrenReadAt.has(id)) samples.set(type, (samples.get(type) ?? 0) + 1);
  }
  const childless = new Set<string>();
  for (const [type, count] of samples) if (count >= childlessSamples) childless.add(type);
  return { parents, childless };
}

type Parent = Pick<JobSummary, "status" | "finishedAt" | "observedAt">;

function isBehind(parent: Parent, readAt: number | null, freshMs: number): boolean {
  if (readAt === null) return true;
  return !areChildrenFinal(parent, readAt) && Date.now() - readAt > freshMs;
}
