import type { ReactNode } from "react";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { formatFraction } from "#lib/domain/format/format-fraction.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import type { JobError, JobEvent } from "#lib/domain/job.ts";
import type { EventMark } from "#lib/domain/timeline/timeline.ts";
import { eventWords } from "#lib/domain/status-words.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { StatusIcon } from "#components/ui/status-icon.tsx";

type RowProps = {
  id?: string | undefined;
  at: number | null;
  /** Of the row above; a new day is written out. */
  previousAt: number | null;
  zone: string;
  icon: ReactNode;
  gap: string | null;
  isFailure?: boolean;
  detail?: ReactNode;
  children: ReactNode;
};

/** The grid every row of the event lists shares: time, shape, words, gap, and details beneath. */
export function Row({
  id,
  at,
  previousAt,
  zone,
  icon,
  gap,
  isFailure,
  detail,
  children,
}: RowProps) {
  const day = formatInstant(at, zone, "date");
  const isNewDay =
    at !== null && previousAt !== null && day !== formatInstant(previousAt, zone, "date");
  return (
    <li
      id={id}
      data-failure={isFailure || detail ? "" : undefined}
      className={`grid scroll-mt-16 grid-cols-[104px_18px_minmax(0,1fr)_auto] grid-rows-[auto_1fr] items-start gap-x-2.5 px-4 py-1.5 @max-xs:grid-cols-[92px_18px_minmax(0,1fr)] ${isFailure ? "bg-failed-soft" : ""}`}
    >
      {at === null ? (
        <span className="text-[12.5px] leading-5 text-muted">no time</span>
      ) : (
        <time
          dateTime={new Date(at).toISOString()}
          title={formatInstant(at, zone, "exact")}
          className="font-mono text-[12.5px] leading-5 text-muted"
        >
          {isNewDay && <span className="block">{day}</span>}
          {formatInstant(at, zone, "timeMs")}
        </time>
      )}
      <span className="grid h-5 w-[18px] place-items-center text-muted">{icon}</span>
      <div className="min-w-0 wrap-anywhere @max-xs:row-span-2">{children}</div>
      {gap !== null && (
        <span
          className={`text-right text-[12.5px] leading-5 whitespace-nowrap @max-xs:col-start-1 @max-xs:row-start-2 @max-xs:text-left ${isFailure ? "text-muted" : "text-faint"}`}
        >
          {gap}
        </span>
      )}
      {detail && (
        <div className="col-span-2 col-start-3 line-clamp-8 min-w-0 text-[12.5px] whitespace-pre-line wrap-anywhere text-muted @max-xs:col-span-full @max-xs:col-start-1">
          {detail}
        </div>
      )}
    </li>
  );
}

type EventRowProps = {
  mark: EventMark;
  zone: string;
  isFailure: boolean;
  /** The event's own, or the job's where the event tells none. */
  error: JobError | null;
};

export function EventRow({ mark, zone, isFailure, error }: EventRowProps) {
  const { event, gapMs, previousAt } = mark;
  const { status, rawStatus, message, fraction } = event;
  const word = wordOf(event);
  const quiet = isFailure ? "text-muted" : "text-faint";
  return (
    <Row
      id={isFailure ? "failed-event" : undefined}
      at={event.at}
      previousAt={previousAt}
      zone={zone}
      icon={event.kind === "status" && status !== null ? <StatusIcon status={status} /> : "·"}
      gap={gapMs === null ? null : formatGap(gapMs)}
      isFailure={isFailure}
      detail={
        error &&
        toVisibleText([error.code, error.message].filter((part) => part !== "").join(" · "))
      }
    >
      <bdi className={isFailure ? "font-semibold" : undefined}>{toVisibleText(word)}</bdi>
      {rawStatus !== null && rawStatus.toLowerCase() !== word.toLowerCase() && (
        <span className={`mono ${quiet}`}> {toVisibleText(rawStatus)}</span>
      )}
      {message !== null && message !== word && (
        <bdi className="text-muted"> {toVisibleText(message)}</bdi>
      )}
      {fraction !== null && <span className={quiet}> {formatFraction(fraction)}</span>}
      {event.artifacts.length > 0 && (
        <span className={quiet}> · {countArtifacts(event.artifacts.length)}</span>
      )}
      {event.origin === "observed" && <ObservedMark />}
    </Row>
  );
}

export function formatGap(gapMs: number): string {
  return `+${formatDuration(gapMs, { precise: true })}`;
}

function wordOf({ kind, status, rawStatus, message }: JobEvent): string {
  if (kind === "status" && status !== null) return eventWords[status];
  return message ?? rawStatus ?? (status === null ? "Event" : eventWords[status]);
}

function countArtifacts(count: number): string {
  return count === 1 ? "1 artifact" : `${count} artifacts`;
}

function ObservedMark() {
  return (
    <span title="Seen live; the upstream’s own record does not hold it" className="text-faint">
      {"\u00a0"}
      <span aria-hidden="true">≈</span>
      <span className="sr-only">seen live</span>
    </span>
  );
}
