"use client";
import { useEffectEvent, useLayoutEffect, useState } from "react";
import { drawnRowsMax } from "#components/payload/row-geometry.ts";
import { useFetchedRows } from "#components/payload/use-fetched-rows.ts";
import type { DiffRow } from "#lib/domain/json-diff/read-diff-row.ts";
import { DiffLine } from "./diff-line.tsx";
import type { DiffView } from "./diff-messages.ts";
import type { OpenDiff } from "./open-diff.ts";

type DiffLinesProps = {
  label: string;
  diff: OpenDiff;
  view: DiffView;
  count: number;
  /** A new object whenever it is to be brought into sight. */
  active: { row: number } | null;
};

/** Undefined rows are on their way. */
type DiffPage = { first: number; rows: (DiffRow | undefined)[] };

export function DiffLines({ label, diff, view, count, active }: DiffLinesProps) {
  const [initial] = useState<DiffPage>(() => ({
    first: 0,
    rows: Array.from({ length: Math.min(count, drawnRowsMax) }, () => undefined),
  }));
  const { scroller, block, drawn, contentHeight, onScroll, scrollToRow } = useFetchedRows({
    count,
    wraps: false,
    initial,
    readNow: () => null,
    ask: async ({ first, last }) => ({ first, rows: await diff.readRows(view, first, last) }),
    about: [diff, view],
  });
  const bringIntoSight = useEffectEvent(scrollToRow);
  useLayoutEffect(() => {
    if (active !== null) bringIntoSight(active.row);
  }, [active]);
  return (
    <div
      ref={scroller}
      role="group"
      tabIndex={0}
      aria-label={label}
      onScroll={onScroll}
      className="max-h-[560px] overflow-auto py-2 font-mono text-[12.5px] leading-[21px] [overflow-anchor:none] focus-visible:-outline-offset-1"
    >
      <div className="relative" style={{ height: contentHeight }}>
        <div
          ref={block}
          role="list"
          aria-label={label}
          className={`w-max min-w-full ${contentHeight === undefined ? "relative" : "absolute left-0"}`}
        >
          {drawn.rows.map((row, place) => (
            <DiffLine
              key={drawn.first + place}
              row={row}
              index={drawn.first + place}
              count={count}
              isActive={active?.row === drawn.first + place}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
