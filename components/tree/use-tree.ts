"use client";
import { useEffect, useState } from "react";
import useSWR from "swr";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { watchLive } from "#lib/client/live/tab-connection.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { mergeTreeNodes, toTreeNode, type JobTree, type TreeNode } from "#lib/domain/job-tree.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";

/** New jobs of the family and new states come as frames; this is for what the frames do not tell. */
const refreshMs = 20_000;
const changesMax = 4_000;

/** The jobs below a job, kept current while any of the family runs, and read once more when the job ends. */
export function useTree(job: Job, initial: JobTree) {
  const hasEnded = isTerminal(job.status);
  const isAnyOpen = (nodes: readonly TreeNode[]) =>
    !hasEnded || nodes.some(({ status }) => !isTerminal(status));
  const isWhole = initial.data.length === initial.meta.total && initial.meta.readAt !== null;
  const { data: tree = initial, error } = useSWR<JobTree, Error>(
    [`/api${toJobPath(job)}/tree`, hasEnded],
    ([path]: [string, boolean]) => fetchJson<JobTree>(path),
    {
      fallbackData: initial,
      keepPreviousData: true,
      refreshInterval: ({ data } = initial) => (isAnyOpen(data) ? refreshMs : 0),
      revalidateOnMount: isAnyOpen(initial.data) || !isWhole,
      revalidateOnFocus: false,
    },
  );
  const [changed, setChanged] = useState<readonly TreeNode[]>([]);
  const nodes = changed.length === 0 ? tree.data : mergeTreeNodes(job.id, tree.data, changed);
  const isOpen = isAnyOpen(nodes);

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

  return { tree, nodes, isOpen, problem: tree.meta.problem ?? error?.message ?? null };
}
