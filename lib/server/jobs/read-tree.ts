import "server-only";
import { treeLevelsMax, treeNodesMax, type TreeNode } from "#lib/domain/tree/job-tree.ts";
import { toJobKey, type Job } from "#lib/domain/job.ts";
import { processWide } from "../process-wide.ts";
import { createSingleFlight } from "../sources/single-flight.ts";
import type { Priority, Source } from "../sources/source.ts";
import type { Descendants } from "../store/list-descendants.ts";
import type { JobContext } from "./get-job.ts";
import { isRecent } from "./is-recent.ts";
import { areChildrenFinal, isReadByHalf } from "./refresh-children.ts";
import { surveyTree } from "./survey-tree.ts";
import { getTreeReader, type ReadFailure, type TreeReader } from "./tree-reader.ts";

export const treeLimits = { levels: treeLevelsMax, jobs: treeNodesMax };

/** `isLimited`: there was more to ask, and no room in the request budget. */
export type TreeStep = { failure: ReadFailure | null; isLimited: boolean };

const fine: TreeStep = { failure: null, isLimited: false };
const limited: TreeStep = { failure: null, isLimited: true };
const rootFreshMs = 15_000;
/** A step asks for the children of so many jobs below the first level, and goes on for no longer than this. */
const innerReadsMax = 10;
const stepMs = 1_000;
/** So many once more whose answer may have changed. */
const staleReadsMax = 3;

const steps = processWide("tree-steps", () => createSingleFlight<TreeStep>());

/**
 * One step through a tree: the first level when the store may be behind, then a few of the jobs further
 * down. It takes what the request budget has room for and never waits for more. All who look at the
 * tree meanwhile have part in it.
 */
export function readTree(source: Source, context: JobContext, root: Job): Promise<TreeStep> {
  return steps(toJobKey(root), undefined, () => takeStep(source, context, root));
}

async function takeStep(source: Source, context: JobContext, root: Job): Promise<TreeStep> {
  const reader = getTreeReader(source);
  const endsAt = performance.now() + stepMs;
  if (isBehind(root, await context.store.findChildrenReadAt(root))) {
    // What is wider than one look reads goes on like the deeper levels do.
    const isMore = isReadByHalf(root);
    if (isMore && !reader.hasRoom("watch")) return limited;
    const priority = isMore ? "watch" : "person";
    const failure = await reader.read(context, root, { priority, isRoot: true });
    if (failure) return { failure, isLimited: false };
  }
  const left = { fresh: innerReadsMax, stale: staleReadsMax };
  for (;;) {
    const { fresh, stale } = listReads(
      await context.store.listDescendants(root, treeLimits),
      reader,
    );
    const [first] = fresh;
    const isLimited = first !== undefined && !reader.hasRoom(first.priority);
    const kind = first === undefined || isLimited ? "stale" : "fresh";
    const plan = (kind === "fresh" ? fresh : stale).slice(0, left[kind]);
    if (plan.length === 0) return isLimited ? limited : fine;
    for (const { id, priority } of plan) {
      if (!reader.hasRoom(priority)) return limited;
      const failure = await reader.read(context, { source: root.source, id }, { priority });
      if (failure) return { failure, isLimited: false };
      left[kind] -= 1;
      if (performance.now() > endsAt) return isLimited ? limited : fine;
    }
  }
}

/** `fresh` have no answer yet, the unlikely ones last; those whose answer is old wait for them. */
function listReads(descendants: Descendants, { findRest }: TreeReader) {
  const { due, unlikely, stale } = surveyTree(descendants, Date.now());
  const toReads = (nodes: TreeNode[], priority: Priority) =>
    nodes.filter(({ id }) => !findRest(id)).map(({ id }) => ({ id, priority }));
  return {
    fresh: [...toReads(due, "watch"), ...toReads(unlikely, "background")],
    stale: toReads(stale, "watch"),
  };
}

function isBehind(root: Job, readAt: number | null): boolean {
  if (readAt === null) return true;
  return !areChildrenFinal(root, readAt) && !isRecent(readAt, rootFreshMs);
}
