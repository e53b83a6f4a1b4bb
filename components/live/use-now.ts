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
