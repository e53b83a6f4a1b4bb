"use client";
import { useEffect, useRef, useState } from "react";

const drawnOnServer = 60;
const overscanRows = 8;

/** Which of many rows of one height are drawn: those in sight and a few more. */
export function useEvenRows(count: number, rowHeight: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 0 });
  const first = Math.max(0, Math.floor(view.top / rowHeight) - overscanRows);
  const seen = view.height === 0 ? drawnOnServer : Math.ceil(view.height / rowHeight);
  const last = Math.min(count, first + seen + 2 * overscanRows);

  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    const top = Math.floor(element.scrollTop / rowHeight) * rowHeight;
    const height = element.clientHeight;
    setView((now) => (now.top === top && now.height === height ? now : { top, height }));
  };

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => onScroll());
    observer.observe(element);
    return () => observer.disconnect();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- reads nothing but the element
  }, []);

  const scrollToRow = (row: number, headHeight: number) => {
    const element = scroller.current;
    if (element === null) return;
    const top = row * rowHeight;
    const room = element.clientHeight - headHeight - rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top > element.scrollTop + room) element.scrollTop = top - room;
  };

  return { scroller, first, last, onScroll, scrollToRow };
}
