"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { refreshIfReachable } from "#lib/client/refresh-page.ts";

/**
 * Has the page drawn anew every so often, while somebody can see it and Gantry is there; null waits. Says whether
 * Gantry was there the last time.
 */
export function useRefreshWhileSeen(everyMs: number | null): boolean {
  const router = useRouter();
  const [isReachable, setReachable] = useState(true);
  useEffect(() => {
    if (everyMs === null) return;
    const controller = new AbortController();
    const timer = setInterval(async () => {
      if (document.visibilityState !== "visible") return;
      const answers = await refreshIfReachable(router, controller.signal);
      if (!controller.signal.aborted) setReachable(answers);
    }, everyMs);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [router, everyMs]);
  return isReachable;
}
