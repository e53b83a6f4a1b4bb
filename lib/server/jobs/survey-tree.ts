import "server-only";
import type { TreeNode } from "#lib/domain/tree/job-tree.ts";
import { isTerminal } from "#lib/domain/job.ts";
import type { Descendants } from "../store/list-descendants.ts";
import { isRecent } from "./is-recent.ts";
import { areChildrenFinal } from "./refresh-children.ts";

const freshMs = 60_000;
/** So many jobs of a type without children in one tree, and the rest of that type is asked last. */
const childlessSamples = 3;

/** What is known of the jobs of a tree; each list a level after the other, the failed first. */
export type TreeSurvey = {
  /** Nobody has asked, since they ended, whether there is anything below them. */
  unasked: TreeNode[];
  /** Of those: to be asked now. None where the tree has no room for what they would bring. */
  due: TreeNode[];
  /** Of those: to be asked at the end, as none of their type had anything below it. Such a job that runs waits until it has ended. */
  unlikely: TreeNode[];
  /** Their answer may have changed, and is not new. */
  stale: TreeNode[];
  /** They may change, or their answer may. */
  unsettled: TreeNode[];
};

export function surveyTree(descendants: Descendants, now: number): TreeSurvey {
  const { nodes, childrenReadAt, cut } = descendants;
  const isUnlikely = findUnlikely(descendants);
  const survey: TreeSurvey = { unasked: [], due: [], unlikely: [], stale: [], unsettled: [] };
  for (const node of nodes) {
    const readAt = childrenReadAt.get(node.id) ?? null;
    const hasEnded = isTerminal(node.status);
    const isUnasked = readAt === null || (hasEnded && readAt < toEnd(node));
    const mayChange = !isUnasked && !isUnlikely(node) && !areChildrenFinal(node, readAt);
    if (isUnasked) survey.unasked.push(node);
    if (isUnasked && cut !== "jobs" && !isUnlikely(node)) survey.due.push(node);
    if (isUnasked && cut !== "jobs" && isUnlikely(node) && hasEnded) survey.unlikely.push(node);
    if (mayChange && !isRecent(readAt, freshMs, now)) survey.stale.push(node);
    if (mayChange || !hasEnded) survey.unsettled.push(node);
  }
  return survey;
}

/** When a job ended, as far as that is told; an end that lies ahead is as old as what is known of it. */
const toEnd = ({ finishedAt, observedAt }: TreeNode) => Math.min(finishedAt ?? 0, observedAt);

/** Whether a job is of a type of which enough were asked for children in this tree, and none had any. */
function findUnlikely({ nodes, childrenReadAt }: Descendants): (node: TreeNode) => boolean {
  const parents = new Set(nodes.map(({ parentId }) => parentId));
  const samples = new Map<string, number>();
  for (const { id, type } of nodes) {
    if (parents.has(id)) samples.set(type, -Infinity);
    else if (childrenReadAt.has(id)) samples.set(type, (samples.get(type) ?? 0) + 1);
  }
  return ({ type }) => (samples.get(type) ?? 0) >= childlessSamples;
}
