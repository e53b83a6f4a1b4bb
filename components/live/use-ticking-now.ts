"use client";
import { useEffect, useRef, useState } from "react";
import { getConnection } from "#lib/client/live/tab-connection.ts";

/**
 * The server's clock, once a second: by the skew that the live connection measured, and before there is one
 * by the time that passed here since the page was drawn. The browser's own clock may be wrong. While
 * it does not tick, it stays where it was.
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
      const { heardAt, skewMs } = getConnection();
      const passedMs = Math.max(0, Date.now() - browserAt);
      const at = heardAt === null ? serverAt + passedMs : Date.now() + skewMs;
      setTick({ serverAt, at: Math.max(serverAt, at) });
    }, 1_000);
    return () => clearInterval(timer);
  }, [isTicking]);

  return tick.serverAt === now ? tick.at : now;
}
