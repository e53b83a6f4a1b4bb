"use client";
import { memo, type MouseEvent } from "react";
import { PageLink } from "#components/ui/page-link.tsx";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import { statusTones } from "#components/ui/status-tone.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { formatFraction } from "#lib/domain/format/format-fraction.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { toJobKey, type JobSummary } from "#lib/domain/job.ts";
import type { ColumnName } from "#lib/domain/list-columns.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { columnLooks } from "./column-looks.ts";
import { toRowTitle } from "./row-title.ts";

type Props = {
  job: JobSummary;
  columns: readonly ColumnName[];
  /** Its place in the list, from 1. */
  place: number;
  zone: string;
  /** The date of today in this zone: its instants are written without it. */
  today: string;
  soFarMs: number | null;
  frozen: boolean;
  isTicked: boolean;
  onTick: (key: string, isTicked: boolean, isRange: boolean) => void;
};

/**
 * One job. Its status and its type are always there; the link covers the row. A row that stays in sight while one
 * scrolls is not drawn again.
 */
export const ListRow = memo(function ListRow(props: Props) {
  const { job, columns, place, isTicked, onTick } = props;
  const key = toJobKey(job);
  const fraction = job.status === "running" ? (job.progress?.fraction ?? null) : null;
  return (
    <tr
      aria-rowindex={place + 1}
      className={`list-row ${isTicked ? "bg-running-soft" : ""}`}
      title={toRowTitle(job, props.zone)}
    >
      <td className="list-tick noscript:hidden">
        <label className="grid h-[37px] w-9 cursor-pointer place-items-center">
          <input
            type="checkbox"
            checked={isTicked}
            aria-label={`Tick ${job.type || "job"} ${job.id}`}
            onClick={(event: MouseEvent<HTMLInputElement>) =>
              onTick(key, event.currentTarget.checked, event.shiftKey)
            }
            onChange={() => undefined}
          />
        </label>
      </td>
      <td className="list-cell list-status">
        <span
          className={`inline-flex items-center gap-1.5 align-middle font-semibold ${statusTones[job.status].text}`}
        >
          <StatusIcon status={job.status} />
          {statusWords[job.status]}
          {fraction !== null && (
            <span className="font-normal text-muted">{formatFraction(fraction)}</span>
          )}
        </span>
      </td>
      <td className="list-cell list-type">
        <PageLink href={toJobPath(job)} className="list-link">
          {toVisibleText(job.type) || "no type"}
        </PageLink>
        {job.error && !columns.includes("error") && (
          <span className="ml-2 text-[12.5px] text-muted max-sm:hidden">
            {toVisibleText(job.error.code)}
          </span>
        )}
      </td>
      {columns.map((name) => {
        const shade = name === "ran" && props.frozen && job.runMs === null ? "text-faint" : "";
        return (
          <td key={name} className={`list-cell list-${name} ${columnLooks[name].cell} ${shade}`}>
            {toCell(name, props) ?? "–"}
          </td>
        );
      })}
    </tr>
  );
});

function toCell(name: ColumnName, { job, soFarMs, zone, today }: Props): string | null {
  switch (name) {
    case "job":
      return job.id;
    case "source":
      return job.source;
    case "project":
      return job.project && toVisibleText(job.project.name ?? job.project.id);
    case "target":
      return job.target && toVisibleText(job.target.id);
    case "parent":
      return job.parentId;
    case "error":
      return job.error && toVisibleText(job.error.code);
    case "waited":
      return formatDuration(job.queueMs);
    case "ran":
      return formatDuration(job.runMs ?? soFarMs);
    case "created":
      return toClock(job.createdAt, zone, today);
    case "ended":
      return toClock(job.finishedAt, zone, today);
  }
}

/** Today's without the date. */
function toClock(at: number | null, zone: string, today: string): string {
  const [date = "", time = ""] = formatInstant(at, zone, "exact").split(" ", 2);
  const clock = time.split(".", 1).join();
  return date === today ? clock : `${date} ${clock}`.trim();
}
