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

/** A row is undefined while it is on its way. */
type DiffPage = { first: number; rows: { index: number; row: DiffRow | undefined }[] };

export function DiffLines({ label, diff, view, count, active }: DiffLinesProps) {
  const [initial] = useState<DiffPage>(() => ({
    first: 0,
    rows: Array.from({ length: Math.min(count, drawnRowsMax) }, (_, index) => ({
      index,
      row: undefined,
    })),
  }));
  const { scroller, block, drawn, contentHeight, onScroll, scrollToRow } = useFetchedRows({
    count,
    wraps: false,
    initial,
    readNow: () => null,
    ask: async ({ first, last }) => {
      const rows = await diff.readRows(view, first, last);
      return { first, rows: rows.map((row, place) => ({ index: first + place, row })) };
    },
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
          {drawn.rows.map(({ index, row }) => (
            <DiffLine
              key={index}
              row={row}
              index={index}
              count={count}
              isActive={active?.row === index}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
