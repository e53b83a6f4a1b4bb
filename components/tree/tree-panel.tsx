"use client";
import { useState } from "react";
import { useTickingNow } from "#components/live/use-ticking-now.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import { formatCount } from "#lib/domain/format/format-count.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import {
  isPartial,
  listCounts,
  listTreeRows,
  toTreeNode,
  type JobTree,
  type TreeRow,
} from "#lib/domain/tree/job-tree.ts";
import type { Job } from "#lib/domain/job.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { toTreeAxis } from "#lib/domain/tree/tree-axis.ts";
import { FamilyNow } from "./family-now.tsx";
import { TreeGrid } from "./tree-grid.tsx";
import { TreeNotes, TreeProblem } from "./tree-notes.tsx";
import { treeViews, type TreeView } from "./tree-view.ts";
import { useTree } from "./use-tree.ts";

/** Larger trees open with their deeper levels folded, but for those that hold a failure. */
const openWhenNodes = 300;
const openLevels = 2;

type TreePanelProps = {
  job: Job;
  initial: JobTree;
  zone: string;
  now: number;
  frozen: boolean;
};

/** The jobs below this one: counts by state, then a table, a tree or bars on one axis of time. */
export function TreePanel({ job, initial, zone, frozen, now: drawnAt }: TreePanelProps) {
  const { tree, isOpen, goOn } = useTree(job, initial, drawnAt);
  const { data: nodes, meta } = tree;
  const hasLevels = nodes.some(({ parentId }) => parentId !== job.id);
  const [chosen, setChosen] = useState<TreeView | null>(null);
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(() => new Map());
  const view = chosen ?? (hasLevels ? "tree" : "table");
  const now = useTickingNow(drawnAt, isOpen && !frozen);

  const isFoldedAtFirst = ({ level, failedBelow }: TreeRow) =>
    nodes.length > openWhenNodes && level > openLevels && failedBelow === 0;
  // What somebody has folded or opened stays so, also when the tree grows.
  const isFolded = (row: TreeRow) => folds.get(row.node.id) ?? isFoldedAtFirst(row);
  const toggle = (row: TreeRow) =>
    setFolds((known) => new Map(known).set(row.node.id, !isFolded(row)));

  const root = toTreeNode(job);
  const rows = listTreeRows(root, nodes, view === "table" ? ({ level }) => level > 1 : isFolded);
  const isUnsure = isPartial(meta);
  const shown =
    view === "table"
      ? { counts: meta.children, isUnsure: meta.readAt === null || meta.cut === "jobs" }
      : { counts: meta.counts, isUnsure };
  const wasUnsure = isPartial(initial.meta);
  return (
    <section className="panel min-w-0 overflow-hidden" aria-labelledby="children-title">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3.5 py-1.5">
        <h2 id="children-title" className="py-1 text-[13.5px] font-semibold">
          {hasLevels && view !== "table" ? "Jobs below this one" : "Children"}
        </h2>
        <div className="flex flex-wrap gap-x-3 text-[12.5px] text-muted">
          {shown.isUnsure && <span>{meta.reading === "over" ? "At least" : "So far"}</span>}
          <ul className="flex flex-wrap gap-x-3">
            {listCounts(shown.counts).map(({ status, count }) => (
              <li key={status} className="flex items-center gap-1.5">
                <StatusIcon status={status} /> {formatCount(count)}{" "}
                {statusWords[status].toLowerCase()}
              </li>
            ))}
          </ul>
        </div>
        <div className="ml-auto noscript:hidden">
          <Segmented
            label="View of the jobs below"
            options={treeViews}
            value={view}
            onChange={setChosen}
          />
        </div>
      </header>
      <FamilyNow tree={tree} />
      <p role="status" className="sr-only">
        {wasUnsure && !isUnsure && `All ${formatCount(meta.total)} jobs below this one are known.`}
      </p>
      {meta.problem !== null && (
        <TreeProblem
          problem={meta.problem}
          isFinal={meta.reading === "failed" && meta.againMs === null}
          onGoOn={goOn}
        />
      )}
      <TreeGrid
        key={view}
        label={view === "table" ? "Children" : "Jobs below this one"}
        view={view}
        rows={view === "table" ? rows.slice(1) : rows}
        isFolded={isFolded}
        onToggle={toggle}
        axis={view === "gantt" ? toTreeAxis([root, ...nodes], now) : null}
        now={now}
        zone={zone}
        frozen={frozen}
      />
      <TreeNotes tree={tree} readOnHref={`/api${toJobPath(job)}/tree?then=page`} />
    </section>
  );
}
