"use client";
import { useEffect, useState } from "react";
import { createLiveOverview, type ShownOverview } from "#lib/client/list/live-overview.ts";
import { getConnection, watchLive } from "#lib/client/live/tab-connection.ts";
import type { Overview } from "#lib/domain/overview.ts";

/** The first page as the server drew it, at `drawnAt` by its clock, kept current. */
export function useOverview(initial: Overview, drawnAt: number): ShownOverview {
  const [shown, setShown] = useState<ShownOverview>({ overview: initial, isBehind: false });
  const [drawn, setDrawn] = useState(initial);
  if (drawn !== initial) {
    setDrawn(initial);
    setShown({ overview: initial, isBehind: false });
  }

  useEffect(() => {
    const live = createLiveOverview({ overview: initial, drawnAt, onChange: setShown });
    // Back brings the page as it was drawn then, and the clocks were compared before.
    const { heardAt, skewMs } = getConnection();
    if (heardAt !== null) live.compareClock(Date.now() + skewMs);
    const stopWatching = watchLive([], true, live.hear);
    return () => {
      stopWatching();
      live.stop();
    };
  }, [initial, drawnAt]);

  return shown;
}
