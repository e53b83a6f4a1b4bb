"use client";
import { useEffect, useState } from "react";

/** The browser's clock once a second while `ticking`; null until the page is alive. */
export function useNow(ticking: boolean): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (!ticking) return;
    const tick = () => setNow(Date.now());
    const timer = setInterval(tick, 1_000);
    tick();
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}

/** Gantry's clock once a second while `ticking`, starting at the instant the server drew the page. */
export function useServerNow(drawnAt: number, ticking: boolean): number {
  const [offsetMs, setOffsetMs] = useState(0);
  useEffect(() => setOffsetMs(drawnAt - Date.now()), [drawnAt]);
  const now = useNow(ticking);
  return now === null ? drawnAt : Math.max(drawnAt, now + offsetMs);
}
