"use client";

import { useEffectEvent, useLayoutEffect } from "react";
import { lineAt, splitLines } from "./split-lines.ts";
import { Marked } from "./payload-text.tsx";
import { useRowWindow } from "./use-row-window.ts";

type RawLinesProps = {
  title: string;
  text: string;
  wraps: boolean;
  highlight: RegExp | null;
  /** What is to be in sight. */
  offset: number | null;
};

/** A long text as it was written, drawn where it is in sight. */
export function RawLines({ title, text, wraps, highlight, offset }: RawLinesProps) {
  const lines = splitLines(text);
  const { scroller, block, first, last, contentHeight, onScroll, scrollToRow } = useRowWindow(
    lines.length,
    wraps,
  );

  const bringIntoSight = useEffectEvent((at: number) => scrollToRow(lineAt(lines, at)));
  useLayoutEffect(() => {
    if (offset !== null) bringIntoSight(offset);
  }, [offset]);

  return (
    <section
      ref={scroller}
      tabIndex={0}
      aria-label={`${title}, raw`}
      onScroll={onScroll}
      className="h-[560px] overflow-auto [overflow-anchor:none] px-3.5 -outline-offset-2 py-2.5 font-mono text-[12.5px] leading-[21px]"
    >
      <div className="relative" style={{ height: contentHeight }}>
        <div
          ref={block}
          className={`${contentHeight === undefined ? "relative" : "absolute left-0"} ${wraps ? "w-full whitespace-pre-wrap wrap-anywhere" : "w-max min-w-full whitespace-pre"}`}
        >
          {Array.from(lines.subarray(first, last), (start, place) => {
            const line = text.slice(start, lines[first + place + 1]).replace(/\r?\n$/, "");
            return (
              <div key={start} className={wraps ? "min-h-[21px]" : "h-[21px]"}>
                {highlight === null ? line : <Marked text={line} highlight={highlight} />}
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}
