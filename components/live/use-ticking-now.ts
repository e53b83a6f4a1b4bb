"use client";
import { useEffect, useRef, useState } from "react";

/**
 * The server's clock, carried on once a second by the time that passes here: the browser's own clock
 * may be wrong. While it does not tick, it stays where it was.
 */
export function useTickingNow(now: number, isTicking: boolean): number {
  const base = useRef({ serverAt: now, browserAt: 0 });
  const [tick, setTick] = useState({ serverAt: now, at: now });

  useEffect(() => {
    base.current = { serverAt: now, browserAt: Date.now() };
  }, [now]);

  useEffect(() => {
    if (!isTicking) return undefined;
    const timer = setInterval(() => {
      const { serverAt, browserAt } = base.current;
      setTick({ serverAt, at: serverAt + Math.max(0, Date.now() - browserAt) });
    }, 1_000);
    return () => clearInterval(timer);
  }, [isTicking]);

  return tick.serverAt === now ? tick.at : now;
}
