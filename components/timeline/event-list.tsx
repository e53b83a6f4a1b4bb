"use client";
import { memo, useState } from "react";
import type { Job } from "#lib/domain/job.ts";
import type { EventMark } from "#lib/domain/timeline/timeline.ts";
import { EventRow } from "./event-row.tsx";
import { foldEvents } from "./fold-events.ts";

type Props = {
  marks: EventMark[];
  failure: EventMark | undefined;
  error: Job["error"];
  zone: string;
};

/** Every event, one a row. Of very many the middle is folded until it is asked for. The clock that ticks above draws none anew. */
export const EventList = memo(function EventList({ marks, failure, error, zone }: Props) {
  const [isWhole, setIsWhole] = useState(false);
  const rows = isWhole ? marks : foldEvents(marks, failure?.event.seq ?? null);
  return (
    <ol aria-label="Events" className="@container pt-1 pb-1.5">
      {rows.map((row) => {
        if (typeof row === "number") {
          return (
            <li key={`hidden ${row}`} className="px-3 py-1">
              <button type="button" className="button-ghost" onClick={() => setIsWhole(true)}>
                {row} events not shown · show all {marks.length}
              </button>
            </li>
          );
        }
        const { event } = row;
        const isFailure = event === failure?.event;
        return (
          <EventRow
            key={`${event.seq} ${event.at} ${event.rawStatus}`}
            mark={row}
            zone={zone}
            isFailure={isFailure}
            error={event.error ?? (isFailure ? error : null)}
          />
        );
      })}
    </ol>
  );
});
