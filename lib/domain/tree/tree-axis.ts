import { toAxis, type Axis } from "../timeline/axis.ts";
import { isInFuture, isTerminal } from "../job.ts";
import type { TreeNode } from "./job-tree.ts";
import type { Phase } from "../timeline/phases.ts";
import { statusWords } from "../status-words.ts";

export type TreeAxis = { startAt: number; axis: Axis };

/** One axis for all: from the first creation to the last end, or to now. Null where no job tells a time. */
export function toTreeAxis(nodes: readonly TreeNode[], now: number): TreeAxis | null {
  let startAt = Infinity;
  let endAt = -Infinity;
  for (const node of nodes) {
    for (const { startAt: from, durationMs } of toTreePhases(node, now)) {
      startAt = Math.min(startAt, from);
      endAt = Math.max(endAt, from + durationMs);
    }
  }
  return startAt === Infinity ? null : { startAt, axis: toAxis(endAt - startAt) };
}

/** A job's waiting and running apart, the last in the word of its status; what it does not tell is left out. */
export function toTreePhases(node: TreeNode, now: number): Phase[] {
  const { status, createdAt, startedAt, finishedAt } = node;
  const isOpen = !isTerminal(status);
  const word = statusWords[status];
  const endAt = isOpen ? null : finishedAt;
  if (startedAt === null) {
    if (createdAt === null) return [];
    const isWaiting = status === "queued" || status === "canceled";
    const kind = isWaiting ? "wait" : "run";
    const label = !isOpen ? word : isWaiting ? "Waiting" : `${word}, since created`;
    return toPhase(kind, label, createdAt, endAt);
  }
  return [
    ...(createdAt === null ? [] : toPhase("wait", "Waited", createdAt, startedAt)),
    ...toPhase("run", word, startedAt, endAt),
  ];

  function toPhase(kind: "wait" | "run", label: string, from: number, to: number | null): Phase[] {
    if (to === null ? !isOpen || isInFuture(from, now) : to < from) return [];
    const durationMs = Math.max(0, (to ?? now) - from);
    const tint = kind === "wait" && status !== "canceled" ? "queued" : status;
    return [{ kind, label, status: tint, startAt: from, endAt: to, durationMs }];
  }
}
