"use client";
import { memo, type MouseEvent, type ReactNode } from "react";
import { PageLink } from "#components/ui/page-link.tsx";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import { statusTones } from "#components/ui/status-tone.ts";
import { formatDuration } from "#lib/domain/format-duration.ts";
import { formatFraction } from "#lib/domain/format-fraction.ts";
import { formatInstant } from "#lib/domain/format-instant.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { toJobKey, type JobSummary } from "#lib/domain/job.ts";
import type { ColumnName } from "#lib/domain/list-columns.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { toVisibleText } from "#lib/domain/visible-text.ts";
import { columnLooks } from "./column-looks.ts";

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
  const created = toInstant(job.createdAt, props);
  const fraction = job.status === "running" ? (job.progress?.fraction ?? null) : null;
  return (
    <tr
      aria-rowindex={place + 1}
      className={`relative border-b border-line last:border-0 hover:bg-sunken ${isTicked ? "bg-running-soft" : ""}`}
    >
      <td className="h-[38px] p-0 noscript:hidden">
        <label className="relative z-10 grid h-[38px] w-9 cursor-pointer place-items-center">
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
      <td className={"list-cell pl-1 max-sm:hidden"}>
        <span
          className={`inline-flex items-center gap-1.5 align-middle font-semibold ${statusTones[job.status].text}`}
          title={job.rawStatus}
        >
          <StatusIcon status={job.status} />
          {statusWords[job.status]}
          {fraction !== null && (
            <span className="font-normal text-muted">{formatFraction(fraction)}</span>
          )}
        </span>
      </td>
      <td className={"list-cell max-sm:pl-1 max-sm:leading-4"}>
        <span
          className={`flex items-center gap-1 text-[12px] font-semibold sm:hidden ${statusTones[job.status].text}`}
        >
          <StatusIcon status={job.status} size={13} />
          {statusWords[job.status]}
          <span className="font-normal text-muted">· {created}</span>
        </span>
        <PageLink
          href={toJobPath(job)}
          className="no-underline after:absolute after:inset-0 hover:underline focus-visible:-outline-offset-2"
          title={job.type}
        >
          {toVisibleText(job.type) || "no type"}
        </PageLink>
        {job.error && !columns.includes("error") && (
          <span className="ml-2 text-[12px] text-muted max-sm:hidden">
            {toVisibleText(job.error.code)}
          </span>
        )}
      </td>
      {columns.map((name) => (
        <td key={name} className={`list-cell ${columnLooks[name].cell}`}>
          {toCell(name, props, created)}
        </td>
      ))}
    </tr>
  );
});

/** Today's without the date. */
function toInstant(at: number | null, { zone, today }: Props): ReactNode {
  const exact = formatInstant(at, zone, "exact");
  const [date = "", time = ""] = exact.split(" ", 2);
  const clock = time.split(".", 1).join();
  return <time title={exact}>{date === today ? clock : `${date} ${clock}`.trim()}</time>;
}

function toCell(name: ColumnName, props: Props, created: ReactNode): ReactNode {
  const { job, soFarMs, frozen } = props;
  switch (name) {
    case "job":
      return <span title={job.id}>{job.id}</span>;
    case "source":
      return job.source;
    case "project":
      return job.project ? (
        <span title={job.project.id}>{toVisibleText(job.project.name ?? job.project.id)}</span>
      ) : (
        "–"
      );
    case "target":
      return job.target ? <span title={job.target.type}>{toVisibleText(job.target.id)}</span> : "–";
    case "parent":
      return job.parentId ?? "–";
    case "error":
      return job.error ? (
        <span title={toVisibleText(`${job.error.code}: ${job.error.message}`)}>
          {toVisibleText(job.error.code)}
        </span>
      ) : (
        "–"
      );
    case "waited":
      return formatDuration(job.queueMs);
    case "ran":
      return (
        <span className={frozen && soFarMs !== null ? "text-faint" : ""}>
          {formatDuration(job.runMs ?? soFarMs)}
        </span>
      );
    case "created":
      return created;
    case "ended":
      return toInstant(job.finishedAt, props);
  }
}
