"use client";
import { useEffectEvent, useLayoutEffect } from "react";
import { useRowWindow } from "#components/payload/use-row-window.ts";
import { DiffLine } from "./diff-line.tsx";
import type { DiffView } from "./diff-messages.ts";
import type { OpenDiff } from "./open-diff.ts";
import { useDiffRows } from "./use-diff-rows.ts";

type DiffLinesProps = {
  label: string;
  diff: OpenDiff;
  view: DiffView;
  count: number;
  /** A new object whenever it is to be brought into sight. */
  active: { row: number } | null;
};

export function DiffLines({ label, diff, view, count, active }: DiffLinesProps) {
  const { scroller, block, first, last, contentHeight, onScroll, scrollToRow } = useRowWindow(
    count,
    false,
  );
  const rowAt = useDiffRows(diff, view, first, last);
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
          {Array.from({ length: last - first }, (_, index) => (
            <DiffLine
              key={first + index}
              row={rowAt(first + index)}
              index={first + index}
              count={count}
              isActive={active?.row === first + index}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
