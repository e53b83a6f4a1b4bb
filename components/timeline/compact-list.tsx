import { compactEvents } from "#lib/domain/timeline/compact-events.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import type { Job } from "#lib/domain/job.ts";
import type { EventMark } from "#lib/domain/timeline/timeline.ts";
import { EventRow, formatGap, Row } from "./event-row.tsx";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

type Props = {
  marks: EventMark[];
  failure: EventMark | undefined;
  error: Job["error"];
  zone: string;
};

/** The events with progress in a row drawn together, and long silences said. */
export default function CompactList({ marks, failure, error, zone }: Props) {
  return (
    <ol aria-label="Events, compact" className="@container pt-1 pb-1.5">
      {compactEvents(marks).map((row) => {
        if (row.kind === "idle") {
          return (
            <li
              key={`idle ${row.beforeSeq}`}
              className="mx-4 my-1 border-y border-dashed border-line-strong py-0.5 text-center text-[12.5px] text-muted"
            >
              nothing for {formatDuration(row.idleMs)}
            </li>
          );
        }
        if (row.kind === "event") {
          const { event } = row.mark;
          const isFailure = event === failure?.event;
          return (
            <EventRow
              key={event.seq}
              mark={row.mark}
              zone={zone}
              isFailure={isFailure}
              error={event.error ?? (isFailure ? error : null)}
            />
          );
        }
        const [first] = row.marks;
        return (
          <Row
            key={`group ${first?.event.seq}`}
            at={first?.event.at ?? null}
            previousAt={first?.previousAt ?? null}
            zone={zone}
            icon="⋮"
            gap={row.gapMs === null ? null : formatGap(row.gapMs)}
          >
            {toVisibleText(row.label)}{" "}
            <span className="text-faint">
              {row.marks.length} events in {formatDuration(row.spanMs)}
            </span>
          </Row>
        );
      })}
    </ol>
  );
}
