"use client";
import { useEffect, useState } from "react";
import { getConnection } from "#lib/client/live/tab-connection.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";

/**
 * The date of today in this zone by the server's clock, which drew this at `now`. It goes on while nothing runs and while the
 * link is down, and has the page drawn again at midnight alone.
 */
export function useToday(now: number, zone: string): string {
  const [latest, setLatest] = useState(now);

  useEffect(() => {
    const beganAt = Date.now();
    const toDate = (at: number) => formatInstant(at, zone, "date");
    const timer = setInterval(() => {
      const { heardAt, skewMs } = getConnection();
      const at = heardAt === null ? now + Date.now() - beganAt : Date.now() + skewMs;
      setLatest((known) => (toDate(at) === toDate(known) ? known : at));
    }, 1_000);
    return () => clearInterval(timer);
  }, [now, zone]);

  return formatInstant(Math.max(now, latest), zone, "date");
}
