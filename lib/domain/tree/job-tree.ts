import { jobStatuses, zeroCounts, type JobStatus, type JobSummary } from "../job.ts";

/** A job as its family's tree shows it. */
export type TreeNode = Pick<
  JobSummary,
  | "source"
  | "id"
  | "type"
  | "status"
  | "rawStatus"
  | "parentId"
  | "createdAt"
  | "startedAt"
  | "finishedAt"
  | "queueMs"
  | "runMs"
  | "observedAt"
> & { errorCode: string | null };

/**
 * How far the reading of a tree has come. `on`: more is asked with the next look, at once. `limit`: the
 * request budget has no room. `failed`: the upstream refused, or failed. `later`: all was asked that can be
 * by now, but jobs still run, or ended a moment ago. `over`: no further look is worth a request.
 */
export type TreeReading = "on" | "limit" | "failed" | "later" | "over";

/** The answer of `GET /api/jobs/{source}/{id}/tree`. */
export type JobTree = {
  /** Everything below the job, a level after the other, failed ones first in each. */
  data: TreeNode[];
  meta: {
    total: number;
    counts: Record<JobStatus, number>;
    /** Of the first level alone. */
    children: Record<JobStatus, number>;
    /** There are more than are told here: further down, or beside. */
    cut: "levels" | "jobs" | null;
    /** Jobs of which nobody has asked the upstream, since they ended, whether they have children. */
    unasked: number;
    reading: TreeReading;
    /** How soon to look again; null where it would be of no use, or would fail again. */
    againMs: number | null;
    /** When the upstream was last asked for the first level. */
    readAt: number | null;
    /** Why it may be out of date. */
    problem: string | null;
  };
};

export const treeLevelsMax = 12;
export const treeNodesMax = 2_000;

export function toTreeNode(job: JobSummary): TreeNode {
  const { source, id, type, status, rawStatus, parentId, error, observedAt } = job;
  const { createdAt, startedAt, finishedAt, queueMs, runMs } = job;
  const times = { createdAt, startedAt, finishedAt, queueMs, runMs, observedAt };
  return {
    source,
    id,
    type,
    status,
    rawStatus,
    parentId,
    ...times,
    errorCode: error?.code ?? null,
  };
}

export function countByStatus(nodes: readonly { status: JobStatus }[]): Record<JobStatus, number> {
  const counts = zeroCounts();
  for (const { status } of nodes) counts[status]++;
  return counts;
}

/** Whether the counts may still grow: of some jobs it is not known what is below them, or there is no room. */
export function isPartial({ readAt, unasked, cut }: JobTree["meta"]): boolean {
  return readAt === null || unasked > 0 || cut !== null;
}

/** The tree with what has changed in it since, and its counts by that. */
export function takeChanges(rootId: string, tree: JobTree, changed: readonly TreeNode[]): JobTree {
  if (changed.length === 0) return tree;
  const data = mergeTreeNodes(rootId, tree.data, changed);
  // Of the slice that comes with the page, the counts are of more than what is there.
  if (data.length < tree.meta.total) return { ...tree, data };
  return { data, meta: { ...tree.meta, total: data.length, ...countTree(rootId, data) } };
}

export function countTree(
  rootId: string,
  nodes: readonly TreeNode[],
): Pick<JobTree["meta"], "counts" | "children"> {
  return {
    counts: countByStatus(nodes),
    children: countByStatus(nodes.filter(({ parentId }) => parentId === rootId)),
  };
}

/** The jobs with what has changed since: known ones, and new ones whose parent is among them. */
export function mergeTreeNodes(
  rootId: string,
  nodes: readonly TreeNode[],
  changed: readonly TreeNode[],
): TreeNode[] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const others: TreeNode[] = [];
  for (const node of changed) {
    const before = known.get(node.id);
    const belongs =
      before ?? (node.parentId !== null && (node.parentId === rootId || known.has(node.parentId)));
    if (!belongs) others.push(node);
    if (node.id === rootId || !belongs || (!before && known.size >= treeNodesMax)) continue;
    if (!before || before.observedAt <= node.observedAt) known.set(node.id, node);
  }
  const merged = [...known.values()];
  // A job may be told of before its parent is.
  const hasGrown =
    known.size > nodes.length && others.some(({ parentId }) => known.has(parentId ?? ""));
  return hasGrown ? mergeTreeNodes(rootId, merged, others) : merged;
}

/** What a reader of a family looks for first, first. */
export const byAttention = [
  ...(["failed", "partial", "running", "queued"] as const),
  ...(["unknown", "canceled", "succeeded"] as const),
] satisfies JobStatus[];

export type TreeRow = {
  node: TreeNode;
  /** From 1. */
  level: number;
  position: number;
  siblings: number;
  /** Direct children. */
  children: number;
  /** All below it, and how many of them failed. */
  below: number;
  failedBelow: number;
};

/**
 * The rows of a tree from its root on, what has failed or has a failure below it first, then by
 * creation. What is inside a folded job is left out. A job that is its own ancestor comes once.
 */
export function listTreeRows(
  root: TreeNode,
  nodes: readonly TreeNode[],
  isFolded: (row: TreeRow) => boolean,
): TreeRow[] {
  const childrenOf = groupByParent(nodes);
  const facts = new Map<string, Facts>();
  gatherFacts(root.id, childrenOf, facts);
  const rows: TreeRow[] = [];
  const pending: TreeRow[] = [toRow(root, 1, 1, 1)];
  for (let row = pending.pop(); row; row = pending.pop()) {
    rows.push(row);
    if (isFolded(row)) continue;
    const { level } = row;
    const children = orderSiblings(childrenOf.get(row.node.id) ?? [], facts);
    const next = children.map((child, index) =>
      toRow(child, level + 1, index + 1, children.length),
    );
    pending.push(...next.toReversed());
  }
  return rows;

  function toRow(node: TreeNode, level: number, position: number, siblings: number): TreeRow {
    const { below = 0, failedBelow = 0 } = facts.get(node.id) ?? {};
    const children = childrenOf.get(node.id)?.length ?? 0;
    return { node, level, position, siblings, children, below, failedBelow };
  }
}

type Facts = { below: number; failedBelow: number };

/** Each job under its parent, once. */
function groupByParent(nodes: readonly TreeNode[]): Map<string, TreeNode[]> {
  const groups = new Map<string, TreeNode[]>();
  for (const node of nodes) {
    if (node.parentId === null || node.parentId === node.id) continue;
    const group = groups.get(node.parentId);
    if (group) group.push(node);
    else groups.set(node.parentId, [node]);
  }
  return groups;
}

/** Children before parents, without recursion; what leads back to itself is cut out of `childrenOf`. */
function gatherFacts(
  rootId: string,
  childrenOf: Map<string, TreeNode[]>,
  facts: Map<string, Facts>,
): void {
  const order: string[] = [rootId];
  const seen = new Set(order);
  for (const id of order) {
    const fresh = (childrenOf.get(id) ?? []).filter((child) => !seen.has(child.id));
    if (childrenOf.has(id)) childrenOf.set(id, fresh);
    for (const child of fresh) {
      seen.add(child.id);
      order.push(child.id);
    }
  }
  for (const id of order.toReversed()) {
    const sum = { below: 0, failedBelow: 0 };
    for (const child of childrenOf.get(id) ?? []) {
      const inside = facts.get(child.id);
      sum.below += 1 + (inside?.below ?? 0);
      sum.failedBelow += (child.status === "failed" ? 1 : 0) + (inside?.failedBelow ?? 0);
    }
    facts.set(id, sum);
  }
}

function orderSiblings(siblings: readonly TreeNode[], facts: Map<string, Facts>): TreeNode[] {
  const rankOf = ({ id, status }: TreeNode) =>
    byAttention.indexOf((facts.get(id)?.failedBelow ?? 0) > 0 ? "failed" : status);
  return siblings.toSorted(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      (a.createdAt ?? 0) - (b.createdAt ?? 0) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/** The states that occur, in their order, and how often. */
export function listCounts(counts: Record<JobStatus, number>) {
  return jobStatuses
    .filter((status) => counts[status] > 0)
    .map((status) => ({ status, count: counts[status] }));
}
