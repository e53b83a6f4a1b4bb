"use client";
import { useState, type ReactNode } from "react";
import { useTickingNow } from "#components/live/use-ticking-now.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import {
  countByStatus,
  listCounts,
  listTreeRows,
  toTreeNode,
  treeLevelsMax,
  type JobTree,
  type TreeRow,
} from "#lib/domain/job-tree.ts";
import type { Job } from "#lib/domain/job.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { toTreeAxis } from "#lib/domain/tree-axis.ts";
import { TreeGrid } from "./tree-grid.tsx";
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
  const { tree, nodes, isOpen, problem } = useTree(job, initial);
  const hasLevels = nodes.some(({ parentId }) => parentId !== job.id);
  const [chosen, setChosen] = useState<TreeView | null>(null);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(() => new Set());
  const view = chosen ?? (hasLevels ? "tree" : "table");
  const now = useTickingNow(drawnAt, isOpen && !frozen);

  const isFoldedAtFirst = ({ level, failedBelow }: TreeRow) =>
    nodes.length > openWhenNodes && level > openLevels && failedBelow === 0;
  const isFolded = (row: TreeRow) => isFoldedAtFirst(row) !== toggled.has(row.node.id);
  const toggle = ({ node }: TreeRow) =>
    setToggled((known) => {
      const next = new Set(known);
      if (!next.delete(node.id)) next.add(node.id);
      return next;
    });

  const root = toTreeNode(job);
  const rows = listTreeRows(root, nodes, view === "table" ? ({ level }) => level > 1 : isFolded);
  const counts = listCounts(
    nodes === tree.data || nodes.length < tree.meta.total ? tree.meta.counts : countByStatus(nodes),
  );
  return (
    <section className="panel min-w-0 overflow-hidden" aria-labelledby="children-title">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3.5 py-1.5">
        <h2 id="children-title" className="py-1 text-[13.5px] font-semibold">
          {hasLevels ? "Jobs below this one" : "Children"}
        </h2>
        <ul className="flex flex-wrap gap-x-3 text-[12.5px] text-muted">
          {counts.map(({ status, count }) => (
            <li key={status} className="flex items-center gap-1.5">
              <StatusIcon status={status} /> {count.toLocaleString("en")}{" "}
              {statusWords[status].toLowerCase()}
            </li>
          ))}
        </ul>
        <div className="ml-auto noscript:hidden">
          <Segmented
            label="View of the jobs below"
            options={treeViews}
            value={view}
            onChange={setChosen}
          />
        </div>
      </header>
      {problem !== null && <Note>May be out of date: {problem}</Note>}
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
      <Limits tree={tree} shown={nodes.length} />
    </section>
  );
}

/** What is not shown here, and why. */
function Limits({ tree: { meta }, shown }: { tree: JobTree; shown: number }) {
  const { cut, total, unasked } = meta;
  return (
    <>
      {cut === "jobs" && <Note>The first {total.toLocaleString("en")} jobs; there are more.</Note>}
      {cut === "levels" && (
        <Note>{treeLevelsMax} levels are shown; the jobs of the last have more below them.</Note>
      )}
      {cut === null && shown < total && (
        <Note>
          The first {shown.toLocaleString("en")} of {total.toLocaleString("en")}.
        </Note>
      )}
      {unasked > 0 && (
        <Note>
          The upstream has not been asked yet whether there is more below{" "}
          {unasked === 1 ? "one of them" : `${unasked.toLocaleString("en")} of them`}.
        </Note>
      )}
    </>
  );
}

function Note({ children }: { children: ReactNode }) {
  return <p className="border-t border-line px-3.5 py-2 text-[12.5px] text-muted">{children}</p>;
}
