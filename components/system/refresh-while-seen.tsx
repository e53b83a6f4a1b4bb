"use client";
import { useRefreshWhileSeen } from "#components/live/use-refresh-while-seen.ts";
import { useZone } from "#components/shell/preferences.tsx";
import { formatInstant } from "#lib/domain/format/format-instant.ts";

/** Has the page drawn anew every so often, and says as of when it is while Gantry is away. */
export function RefreshWhileSeen({ everyMs, asOf }: { everyMs: number; asOf: number }) {
  const zone = useZone();
  const isReachable = useRefreshWhileSeen(everyMs);
  return (
    <p role="status" className="text-failed not-empty:mb-3">
      {!isReachable &&
        `Gantry cannot be reached. This is as of ${formatInstant(asOf, zone, "time")}.`}
    </p>
  );
}
