"use client";
import { useRouter } from "next/navigation";
import { useId, useState, type KeyboardEvent, type MouseEvent } from "react";
import { AxisTicks } from "#components/timeline/axis-ticks.tsx";
import { toJobPath } from "#lib/domain/job-path.ts";
import type { TreeRow as Row } from "#lib/domain/tree/job-tree.ts";
import type { TreeAxis } from "#lib/domain/tree/tree-axis.ts";
import { toTreeMove } from "./tree-moves.ts";
import { TreeRow } from "./tree-row.tsx";
import { treeRowStyles, type TreeView } from "./tree-view.ts";
import { useEvenRows } from "./use-even-rows.ts";

const rowHeight = 32;
const headHeight = 30;

type TreeGridProps = {
  label: string;
  view: TreeView;
  rows: readonly Row[];
  isFolded: (row: Row) => boolean;
  onToggle: (row: Row) => void;
  axis: TreeAxis | null;
  now: number;
  zone: string;
  frozen: boolean;
};

/** Rows with levels, of which those in sight are drawn. One tab stop; arrows walk, fold and open. */
export function TreeGrid(props: TreeGridProps) {
  const { label, view, rows, isFolded, onToggle, axis, ...clock } = props;
  const id = useId();
  const router = useRouter();
  const { scroller, first, last, onScroll, scrollToRow } = useEvenRows(rows.length, rowHeight);
  const [activeId, setActiveId] = useState<string | null>(null);
  const active = rows.findIndex(({ node }) => node.id === activeId);

  const select = (index: number) => {
    setActiveId(rows[index]?.node.id ?? null);
    scrollToRow(index, headHeight);
  };
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest("a") !== null) return;
    const index = Number(event.target.closest<HTMLElement>("[data-row]")?.dataset["row"] ?? -1);
    const row = rows[index];
    if (!row) return;
    setActiveId(row.node.id);
    if (event.target.closest("[data-fold]") !== null) onToggle(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const pageRows = Math.floor(event.currentTarget.clientHeight / rowHeight) - 2;
    const move = toTreeMove(event.key, rows, Math.max(0, active), pageRows);
    if (move === null) return;
    event.preventDefault();
    if ("row" in move) return select(move.row);
    const row = rows["opens" in move ? move.opens : move.toggles];
    if (row && "opens" in move) router.push(toJobPath(row.node));
    else if (row && view !== "table") onToggle(row);
  };

  return (
    <div
      ref={scroller}
      role="treegrid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={active >= first && active < last ? `${id}${active}` : undefined}
      onScroll={onScroll}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={({ target, currentTarget }) => {
        // Where nothing scrolls: a click would find another row under it.
        if (target === currentTarget && active < 0)
          setActiveId(rows[Math.ceil(currentTarget.scrollTop / rowHeight)]?.node.id ?? null);
      }}
      className="group max-h-[560px] overflow-x-hidden overflow-y-auto text-[13.5px] [overflow-anchor:none] focus-visible:-outline-offset-1"
    >
      <TreeHead view={view} axis={axis} />
      <div role="rowgroup" className="relative" style={{ height: rows.length * rowHeight }}>
        <div role="presentation" className="absolute inset-x-0" style={{ top: first * rowHeight }}>
          {rows.slice(first, last).map((row, index) => (
            <TreeRow
              key={row.node.id}
              id={`${id}${first + index}`}
              row={row}
              view={view}
              index={first + index + 2}
              isFolded={isFolded(row)}
              isActive={first + index === active}
              axis={axis}
              {...clock}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function TreeHead({ view, axis }: { view: TreeView; axis: TreeAxis | null }) {
  return (
    <div role="rowgroup" className="sticky top-0 z-20 border-b border-line bg-surface">
      <div
        role="row"
        aria-rowindex={1}
        className={`${treeRowStyles[view]} h-[29px]! text-[12.5px] text-muted`}
      >
        <div role="columnheader">Job</div>
        {view === "gantt" ? (
          <div role="columnheader" className="@container min-w-0" aria-label="Waiting and running">
            {axis && <AxisTicks ticksMs={axis.axis.ticksMs} lengthMs={axis.axis.lengthMs} />}
          </div>
        ) : (
          <>
            <div role="columnheader" className="text-right max-sm:hidden">
              Waited
            </div>
            <div role="columnheader" className="text-right">
              Ran
            </div>
            <div role="columnheader" className="text-right max-sm:hidden">
              Created
            </div>
          </>
        )}
      </div>
    </div>
  );
}
