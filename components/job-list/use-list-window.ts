"use client";
import { useEffect, useEffectEvent, useRef, useState } from "react";

export const listRowHeight = 38;
/** Up to here every row is drawn, so that the browser's own search finds them. */
const drawnRowsMax = 150;
const overscanRows = 12;
/** The part in sight is moved by so many rows at a time. */
const stepRows = 10;
/** More rows are asked for when the end is this near. */
const aheadRows = 120;

/** Draws the part of a long table that is in sight; the page itself is what scrolls. */
export function useListWindow(count: number, onNearEnd: () => void) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [range, setRange] = useState({ first: 0, last: drawnRowsMax });

  const place = useEffectEvent(() => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    const seen = Math.max(0, Math.floor(-top / listRowHeight / stepRows) * stepRows);
    const first = Math.max(0, seen - overscanRows);
    const last = seen + Math.ceil(innerHeight / listRowHeight) + overscanRows + stepRows;
    if (last > count - aheadRows && scrollY > 0) onNearEnd();
    setRange((now) => (now.first === first && now.last === last ? now : { first, last }));
  });

  useEffect(() => {
    let timer: number | undefined;
    // After the frame, not within it: drawing the table and painting the page are work enough for a task each.
    const onScroll = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => place());
    };
    addEventListener("scroll", onScroll, { passive: true });
    addEventListener("resize", onScroll, { passive: true });
    return () => {
      window.clearTimeout(timer);
      removeEventListener("scroll", onScroll);
      removeEventListener("resize", onScroll);
    };
  }, []);

  useEffect(() => place(), [count]);

  const isWhole = count <= drawnRowsMax;
  const first = isWhole ? 0 : Math.min(range.first, Math.max(0, count - drawnRowsMax));
  const last = isWhole ? count : Math.min(count, Math.max(range.last, first + 1));
  return {
    body,
    first,
    last,
    above: first * listRowHeight,
    below: (count - last) * listRowHeight,
  };
}
