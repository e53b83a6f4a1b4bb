"use client";
import { useState } from "react";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import { compareEvents, type ComparedEvent } from "#lib/domain/compare/compare-events.ts";
import { formatDifference } from "#lib/domain/compare/compare-durations.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import type { JobEvent } from "#lib/domain/job.ts";
import { eventWords } from "#lib/domain/status-words.ts";
import type { Timeline } from "#lib/domain/timeline/timeline.ts";
import { ComparisonTable } from "./comparison-table.tsx";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

const firstRows = 100;

type ComparedEventsProps = { a: Timeline; b: Timeline; zone: string };

/** Events beside their like, each with its time since the start of its job. */
export function ComparedEvents({ a, b, zone }: ComparedEventsProps) {
  const [isWhole, setWhole] = useState(false);
  const all = compareEvents(a, b);
  const shown = isWhole ? all : all.slice(0, firstRows);
  const rows = shown.map((row, index) => ({
    key: String(index),
    name: <Name event={(row.a ?? row.b)?.mark.event} />,
    a: <Offset side={row.a} zone={zone} />,
    b: <Offset side={row.b} zone={zone} />,
    difference: <Difference row={row} />,
    differs: row.a === null || row.b === null,
  }));
  const rest = all.length - shown.length;
  return (
    <ComparisonTable
      title="Events"
      first="Event"
      rows={rows}
      note={
        <>
          {all.length === 0 && (
            <p className="px-3.5 py-3 text-muted">Neither job has recorded an event.</p>
          )}
          {rest > 0 && (
            <button type="button" className="button-ghost m-2" onClick={() => setWhole(true)}>
              {rest} more · show all {all.length}
            </button>
          )}
        </>
      }
    />
  );
}

function Name({ event }: { event: JobEvent | undefined }) {
  if (!event) return null;
  return (
    <span className="inline-flex items-start gap-1.5 text-text">
      {event.status && (
        <span className="pt-0.5">
          <StatusIcon status={event.status} size={14} />
        </span>
      )}
      <span className="line-clamp-3">
        {event.status
          ? eventWords[event.status]
          : toVisibleText(event.message ?? event.rawStatus ?? event.kind)}
      </span>
    </span>
  );
}

function Offset({ side, zone }: { side: ComparedEvent["a"]; zone: string }) {
  if (side === null) return <span className="text-faint">none</span>;
  if (side.offsetMs === null) return <span className="text-muted">no time</span>;
  return (
    <span title={formatInstant(side.mark.event.at, zone, "exact")}>
      +{formatDuration(side.offsetMs, { precise: true })}
    </span>
  );
}

function Difference({ row: { a, b } }: { row: ComparedEvent }) {
  if (a === null || b === null)
    return (
      <span className="font-semibold text-partial">{a === null ? "only in B" : "only in A"}</span>
    );
  return <span className="text-muted">{formatDifference(a.offsetMs, b.offsetMs)}</span>;
}
