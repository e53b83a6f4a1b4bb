"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { refreshIfReachable } from "#lib/client/refresh-page.ts";

/** Has the page drawn anew every so often, while somebody can see it and Gantry is there. */
export function RefreshWhileSeen({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const controller = new AbortController();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible")
        void refreshIfReachable(router, controller.signal);
    }, everyMs);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [router, everyMs]);
  return null;
}
