"use client";
import { useConnection } from "#components/live/connection-badge.tsx";
import { useNow } from "#components/live/use-now.ts";
import { useZone } from "#components/shell/preferences.tsx";
import { StatusPill } from "#components/ui/status-pill.tsx";
import { isTerminal, type Job } from "#lib/domain/job.ts";
import type { Link } from "#lib/domain/live-frame.ts";
import { describeLink } from "./describe-link.ts";

/** The job's state and its link's. What ticks stands outside the part that is announced. */
export function LinkBadge({ job, link }: { job: Job; link: Link | null }) {
  const connection = useConnection();
  const ended = isTerminal(job.status);
  const now = useNow(!ended);
  const { word, shape, more } = describeLink(job, link, connection, now, useZone());
  return (
    <div
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[12.5px] text-muted"
      title={link?.detail ?? undefined}
    >
      <div role="status" className="flex flex-wrap items-center gap-3">
        <StatusPill status={job.status} rawStatus={job.rawStatus} />
        <span className="inline-flex min-h-6 items-center gap-2">
          <i className={`size-2 flex-none ${shape} noscript:hidden`} aria-hidden="true" />
          <span className={ended ? "" : "noscript:hidden"}>{word}</span>
          {!ended && (
            <span className="hidden noscript:inline">Stands still without JavaScript</span>
          )}
        </span>
      </div>
      {more && <span className="text-faint">{more}</span>}
    </div>
  );
}
