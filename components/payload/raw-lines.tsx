"use client";

import { useEffect, useEffectEvent } from "react";
import { Marked } from "./payload-text.tsx";
import { drawnRowsMax } from "./row-geometry.ts";
import type { LinePage } from "./read-lines.ts";
import type { Session } from "./session.ts";
import { useAnswer } from "./use-answer.ts";
import { useFetchedRows } from "./use-fetched-rows.ts";

type RawLinesProps = {
  title: string;
  session: Session;
  wraps: boolean;
  fills: boolean;
  highlight: RegExp | null;
  /** The node that is to be in sight. */
  node: number | null;
};

/** Left of the text, and no part of what is selected or read out. */
const continued =
  "relative before:absolute before:-left-3 before:text-faint before:content-['↳'_/_'']";

const nothing: LinePage = { first: 0, lines: [], lineCount: 0 };

/** A long text as it was written, drawn where it is in sight. */
export default function RawLines({ title, session, wraps, fills, highlight, node }: RawLinesProps) {
  const opening = useAnswer(() => session.ask("lines", { first: 0, last: drawnRowsMax }), nothing, [
    session,
  ]);
  const { scroller, block, drawn, contentHeight, onScroll, scrollToRow } = useFetchedRows({
    count: opening.lineCount,
    wraps,
    initial: opening,
    readNow: () => null,
    ask: (range) => session.ask("lines", range),
    about: [session, opening],
  });

  const bringIntoSight = useEffectEvent(scrollToRow);
  useEffect(() => {
    if (node !== null && opening.lineCount > 0)
      void session
        .ask("line", { node, mark: highlight?.source ?? null })
        .then((line) => bringIntoSight(line));
  }, [node, session, opening.lineCount, highlight]);

  return (
    <section
      ref={scroller}
      tabIndex={0}
      aria-label={`${title}, raw`}
      onScroll={onScroll}
      className={`${fills ? "h-[560px]" : "max-h-[560px]"} overflow-auto [overflow-anchor:none] px-3.5 -outline-offset-2 py-2.5 font-mono text-[12.5px] leading-[21px]`}
    >
      <div className="relative" style={{ height: contentHeight }}>
        <div
          ref={block}
          className={`${contentHeight === undefined ? "relative" : "absolute left-0"} ${wraps ? "w-full whitespace-pre-wrap wrap-anywhere" : "w-max min-w-full whitespace-pre"}`}
        >
          {drawn.lines.map(({ number, text, isContinued }) => (
            <div
              key={number}
              className={`${wraps ? "min-h-[21px]" : "h-[21px]"} ${isContinued ? continued : ""}`}
            >
              {highlight === null ? (
                text
              ) : (
                <Marked text={text} highlight={highlight} show={String} />
              )}
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
