"use client";
import { useCallback, useEffect, useState } from "react";
import useSWR from "swr";
import { fetchJson, ProblemResponse } from "#lib/client/fetch-json.ts";
import { watchLive } from "#lib/client/live/tab-connection.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { takeChanges, toTreeNode, type JobTree, type TreeNode } from "#lib/domain/tree/job-tree.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";

const changesMax = 4_000;
/** Before the first answer has said how soon to ask again. */
const firstMs = 1_000;

/**
 * The jobs below a job: read on as the server says until all of them are known, and kept current while any
 * of the family runs. `drawnAt`: when the server drew the page; a page drawn anew is asked for anew.
 */
export function useTree(job: Job, initial: JobTree, drawnAt: number) {
  const hasEnded = isTerminal(job.status);
  const [round, setRound] = useState(0);
  const isWhole = initial.data.length === initial.meta.total;
  const isAsked = round > 0 || initial.meta.againMs !== null || !isWhole;
  // The same function from one render to the next: another one would begin the wait anew.
  const toAgainMs = useCallback(
    (read?: JobTree) => (read ? (read.meta.againMs ?? 0) : isAsked ? firstMs : 0),
    [isAsked],
  );
  const { data: read = initial, error } = useSWR<JobTree, Error>(
    [`/api${toJobPath(job)}/tree`, hasEnded, drawnAt, round],
    ([path]: [string, boolean, number, number]) => fetchJson<JobTree>(path),
    {
      fallbackData: initial,
      keepPreviousData: true,
      refreshInterval: toAgainMs,
      dedupingInterval: 100,
      compare: Object.is,
      revalidateOnMount: isAsked,
      revalidateOnFocus: false,
    },
  );
  const [changed, setChanged] = useState<readonly TreeNode[]>([]);
  const known = takeChanges(job.id, read, changed);
  const tree = error ? toUnread(known, error) : known;
  const isOpen = !hasEnded || tree.data.some(({ status }) => !isTerminal(status));

  useEffect(() => {
    if (!isOpen) return undefined;
    return watchLive([], true, (frame) => {
      if (frame.event !== "jobs") return;
      const nodes = frame.data.changed
        .filter(({ source, parentId }) => source === job.source && parentId !== null)
        .map(toTreeNode);
      if (nodes.length > 0) setChanged((known) => [...known, ...nodes].slice(-changesMax));
    });
  }, [isOpen, job.source]);

  return { tree, isOpen, goOn: () => setRound((before) => before + 1) };
}

/** Gantry itself did not answer; it is asked again by itself. */
function toUnread(tree: JobTree, error: Error): JobTree {
  const problem = error instanceof ProblemResponse ? error.message : "Gantry cannot be reached.";
  return { ...tree, meta: { ...tree.meta, reading: "failed", againMs: firstMs, problem } };
}
