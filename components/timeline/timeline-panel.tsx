"use client";
import { useId, useMemo, useState, type ReactNode } from "react";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";
import { toTimeline, type EventMark, type Usual } from "#lib/domain/timeline/timeline.ts";
import { onDemand } from "#components/ui/on-demand.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { EventList } from "./event-list.tsx";
import { TimelineLane } from "./timeline-lane.tsx";
import { useTickingNow } from "#components/live/use-ticking-now.ts";

const CompactList = onDemand(() => import("./compact-list.tsx"));
const EventJson = onDemand(() => import("./event-json.tsx"));

const views = [
  { value: "all", label: "All" },
  { value: "compact", label: "Compact" },
  { value: "json", label: "JSON" },
] as const;

type Props = {
  job: Job;
  /** The server's clock when it rendered; from there it ticks here. */
  now: number;
  zone: string;
  /** The link is blind: clocks stand still and turn grey. */
  frozen: boolean;
  usual?: Usual | null;
  /** What is said beneath the lane, from so many milliseconds into the phase on. */
  notes?: { afterMs: number; note: ReactNode }[];
};

/** How a job's time was spent, and its events. */
export function TimelinePanel({ job, now, zone, frozen, usual = null, notes }: Props) {
  const titleId = useId();
  const [view, setView] = useState<(typeof views)[number]["value"]>("all");
  const clock = useTickingNow(now, !frozen && !isTerminal(job.status));
  const timeline = toTimeline(job, clock, usual);
  const { marks } = useMemo(() => toTimeline(job, now), [job, now]);
  const sinceMs = clock - (job.startedAt ?? timeline.startAt ?? clock);
  const note = (notes?.findLast(({ afterMs }) => afterMs <= sinceMs) ?? notes?.[0])?.note;
  const hasLength = timeline.phases.length > 0 || timeline.marks.some(({ position }) => position);
  const isStopped = frozen && timeline.isOpen;
  const list = { marks, failure: findFailure(marks), error: job.error, zone };
  return (
    <section aria-labelledby={titleId} className="panel min-w-0">
      <header className="flex min-h-[42px] flex-wrap items-center gap-x-3 border-b border-line px-3.5 py-1">
        <h2 id={titleId} className="text-[13.5px] font-semibold">
          Timeline
        </h2>
        {timeline.totalMs !== null && (
          <span className={`text-[12.5px] ${isStopped ? "text-muted" : "text-faint"}`}>
            {isStopped && "at least "}
            {formatDuration(timeline.totalMs)}
          </span>
        )}
        {marks.length > 0 && (
          <div className="ml-auto">
            <Segmented label="View of the events" options={views} value={view} onChange={setView} />
          </div>
        )}
      </header>
      {hasLength && <TimelineLane timeline={timeline} zone={zone} isFrozen={frozen} />}
      <Notes note={note} warnings={timeline.warnings} />
      <div className="border-t border-line">
        {marks.length === 0 && (
          <p className="px-4 py-3 text-muted">The upstream recorded no events.</p>
        )}
        {marks.length > 0 && view === "all" && <EventList {...list} />}
        {marks.length > 0 && view === "compact" && <CompactList {...list} />}
        {marks.length > 0 && view === "json" && <EventJson events={job.events} />}
      </div>
    </section>
  );
}

function Notes({ note, warnings }: { note: ReactNode; warnings: string[] }) {
  const hasNote = note !== undefined && note !== null && note !== false;
  if (!hasNote && warnings.length === 0) return <div className="h-3" />;
  return (
    <div className="mx-4 mt-2 mb-3.5 flex flex-col gap-1 rounded-[7px] bg-sunken px-3 py-2 text-[12.5px] wrap-anywhere text-muted">
      {hasNote && <div>{note}</div>}
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </div>
  );
}

function findFailure(marks: EventMark[]): EventMark | undefined {
  return (
    marks.findLast(({ event }) => event.status === "failed") ??
    marks.findLast(({ event }) => event.error !== null)
  );
}
