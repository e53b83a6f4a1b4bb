"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { watchLive } from "#lib/client/live/tab-connection.ts";
import { refreshIfReachable } from "#lib/client/refresh-page.ts";
import type { DurationsQuery } from "#lib/domain/durations/durations-query.ts";
import type { DurationsReport } from "#lib/domain/durations/durations-report.ts";
import { applyEnded, toLiveDurations } from "#lib/domain/durations/live-durations.ts";

/** Tables and comparisons, which a browser cannot count for itself, follow this long after a job has ended. */
const tablesAfterMs = 60_000;
/** So does everything, when a job ended that the charts here cannot place. */
const staleAfterMs = 5_000;

/** The report as the server drew it; jobs that end are added to the charts here. */
export function useLiveDurations(
  initial: DurationsReport,
  { filter, range }: DurationsQuery,
): DurationsReport {
  const router = useRouter();
  const [live, setLive] = useState(() => toLiveDurations(initial));
  const isMoving = typeof range === "string" || range.before === undefined;
  const current = live.report.asOf === initial.asOf ? live : toLiveDurations(initial);
  const hasEnded = current.report !== initial;
  const waitMs = current.isStale ? staleAfterMs : hasEnded ? tablesAfterMs : null;

  useEffect(() => {
    setLive(toLiveDurations(initial));
    if (!isMoving) return;
    return watchLive([], true, (frame) => {
      if (frame.event === "jobs") setLive((known) => applyEnded(known, frame.data, filter));
    });
    // oxlint-disable-next-line react/exhaustive-deps -- a report belongs to one filter
  }, [initial, isMoving]);

  useEffect(() => {
    if (waitMs === null) return;
    const controller = new AbortController();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible")
        void refreshIfReachable(router, controller.signal);
    }, waitMs);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [initial, waitMs, router]);

  return current.report;
}
