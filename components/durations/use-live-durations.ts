"use client";
import { useEffect, useRef, useState } from "react";
import { useRefreshWhileSeen } from "#components/live/use-refresh-while-seen.ts";
import { getConnection, watchLive } from "#lib/client/live/tab-connection.ts";
import type { DurationsQuery } from "#lib/domain/durations/durations-query.ts";
import type { DurationsReport } from "#lib/domain/durations/durations-report.ts";
import {
  applyChange,
  beginToHear,
  renewDurations,
  toLiveDurations,
  type HeardChange,
} from "#lib/domain/durations/live-durations.ts";

/** What a browser cannot count for itself follows this long after it has changed. */
const tablesAfterMs = 60_000;
/** So does everything, when a job ended that the charts here cannot place. */
const staleAfterMs = 5_000;

/** A new report may have been on its way for so long. */
const heardMs = 20_000;

const toServerTime = () => Date.now() + getConnection().skewMs;

/** The report as the server drew it; jobs that end are added to the charts here. */
export function useLiveDurations(initial: DurationsReport, query: DurationsQuery): DurationsReport {
  const [live, setLive] = useState(() => toLiveDurations(initial));
  const heard = useRef<HeardChange[]>([]);
  const isDrawn = live.report.asOf === initial.asOf;
  useRefreshWhileSeen(live.isStale ? staleAfterMs : live.isBehind ? tablesAfterMs : null);

  useEffect(() => {
    if (!isDrawn) setLive(renewDurations(initial, heard.current, query));
  }, [initial, isDrawn, query]);

  useEffect(() => {
    let isHearing = false;
    const begin = (now: number) => {
      if (!isHearing) setLive((known) => beginToHear(known, now));
      isHearing = true;
    };
    // Back brings the page as it was drawn then, and the clocks were compared before.
    if (getConnection().heardAt !== null) begin(toServerTime());
    return watchLive([], true, (frame) => {
      if (frame.event === "clock") begin(frame.data.now);
      if (frame.event !== "jobs") return;
      const [at, change] = [toServerTime(), frame.data];
      heard.current = [...heard.current.filter((each) => at - each.at < heardMs), { at, change }];
      setLive((known) => applyChange(known, change, query));
    });
    // oxlint-disable-next-line react/exhaustive-deps -- another query is another page
  }, []);

  return isDrawn ? live.report : initial;
}
