"use client";

import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import {
  drawnRowsMax,
  rowHeight,
  toContentHeight,
  toRowAtTop,
  toScrollTop,
} from "./row-geometry.ts";
import { useAnswer } from "./use-answer.ts";

const overscanRows = 12;
const stepPixels = rowHeight * 4;

/** Rows from `first` on. */
type Page = { first: number };

type FetchedRowsOptions<Drawn extends Page> = {
  count: number;
  wraps: boolean;
  /** What is drawn until the first answer. */
  initial: Drawn;
  /** Rows that are at hand; where it answers null, they are asked for. */
  readNow: (first: number, last: number) => Drawn | null;
  ask: (range: { first: number; last: number }) => Promise<Drawn>;
  /** The rows are asked for anew when one of these changes. */
  about: readonly unknown[];
};

/**
 * Draws the part of a long list that is in sight. Rows stand in the flow of one block; the block is
 * moved, so rows that wrap need no measuring beforehand, and those that are asked for may come late.
 */
export function useFetchedRows<Drawn extends Page>(options: FetchedRowsOptions<Drawn>) {
  const { count, wraps, initial, readNow, ask, about } = options;
  const scroller = useRef<HTMLDivElement & HTMLElement>(null);
  const block = useRef<HTMLDivElement>(null);
  const awaited = useRef<number | null>(null);
  const [scroll, setScroll] = useState({ top: 0, viewport: 0 });
  const geometry = { count, viewport: scroll.viewport };
  const contentHeight = toContentHeight(geometry);
  const isWhole = count <= drawnRowsMax;
  const isEven = !wraps && contentHeight === count * rowHeight;

  const top = toRowAtTop(scroll.top, geometry);
  const seen = scroll.viewport === 0 ? drawnRowsMax : scroll.viewport / rowHeight + overscanRows;
  const first = isWhole ? 0 : Math.max(0, Math.floor(top) - overscanRows);
  const last = isWhole ? count : Math.min(count, Math.ceil(top + seen));
  const atHand = readNow(first, last);
  const answered = useAnswer(
    () => ask({ first, last }),
    initial,
    [...about, first, last, atHand === null],
    atHand !== null || count === 0,
  );
  const drawn = atHand ?? answered;

  const onScroll = () => {
    const element = scroller.current;
    if (element === null || isWhole) return;
    const step = isEven ? stepPixels : 1;
    const next = {
      top: Math.floor(element.scrollTop / step) * step,
      viewport: element.clientHeight,
    };
    setScroll((now) => (now.top === next.top && now.viewport === next.viewport ? now : next));
  };

  const onResize = useEffectEvent(onScroll);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || isWhole) return undefined;
    const observer = new ResizeObserver(onResize);
    observer.observe(element);
    return () => observer.disconnect();
  }, [isWhole]);

  const bringIntoSight = (row: number): boolean => {
    const place = row - drawn.first;
    const element = block.current?.children[place];
    const left = scroller.current?.scrollLeft;
    element?.scrollIntoView({ block: "nearest" });
    if (left !== undefined) scroller.current?.scrollTo({ left });
    element?.querySelector("mark")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    return element !== undefined;
  };

  useLayoutEffect(() => {
    const rows = block.current;
    if (rows === null) return;
    const scrolled = top - drawn.first;
    const above = wraps ? pixelsAbove(rows, scrolled) : scrolled * rowHeight;
    rows.style.top = isWhole ? "" : `${toScrollTop(top, geometry) - above}px`;
    if (awaited.current !== null && bringIntoSight(awaited.current)) awaited.current = null;
  });

  const scrollToRow = (row: number) => {
    const element = scroller.current;
    if (element === null || row < 0 || bringIntoSight(row)) return;
    awaited.current = row;
    const shown = element.clientHeight / rowHeight;
    element.scrollTop = toScrollTop(Math.max(0, row - shown / 2), geometry);
  };

  return {
    scroller,
    block,
    drawn,
    /** The first row in sight, among those that are drawn. */
    topPlace: Math.max(0, Math.ceil(top) - drawn.first),
    contentHeight: isWhole ? undefined : contentHeight,
    onScroll,
    scrollToRow,
  };
}

/** Pixels from the upper edge of the block to a row, which may be a fraction. */
function pixelsAbove(block: HTMLElement, row: number): number {
  const drawn = block.children[Math.floor(row)];
  if (!(drawn instanceof HTMLElement)) return row * rowHeight;
  return drawn.offsetTop + (row % 1) * drawn.offsetHeight;
}
