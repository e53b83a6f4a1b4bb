"use client";
import { PageLink } from "#components/ui/page-link.tsx";
import { useState } from "react";
import { useTickingNow } from "#components/live/use-ticking-now.ts";
import { IdEnd } from "#components/ui/id-end.tsx";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import { statusTones } from "#components/ui/status-tone.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import { formatFraction } from "#lib/domain/format/format-fraction.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { isTerminal, toJobKey, toSoFarMs, type JobSummary } from "#lib/domain/job.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { useToday } from "./use-today.ts";

type JobTableProps = {
  jobs: JobSummary[];
  zone: string;
  /** The server's clock when it drew this. */
  now: number;
  /** The link is blind: running clocks stand still and turn grey. */
  frozen?: boolean;
  /** By job key, since when the clock of one stands still by itself. */
  stoodAt?: ReadonlyMap<string, number>;
  /** What the table holds, for screen readers. */
  label: string;
  /** More rows than this come on request. */
  firstRows?: number;
  /** For jobs that have ended, in half the width of a page: the end of the ID, no waiting time, and when they ended. */
  narrow?: boolean;
};

const cell = "h-[38px] px-3 max-sm:px-2 whitespace-nowrap";
const head =
  "h-[34px] px-3 max-sm:px-2 text-left text-[12.5px] font-normal whitespace-nowrap text-muted";

export function JobTable(props: JobTableProps) {
  const { jobs, zone, label, firstRows = 100, narrow = false, frozen = false, stoodAt } = props;
  const [all, setAll] = useState(false);
  const isStill = (job: JobSummary) => frozen || stoodAt?.has(toJobKey(job)) === true;
  const isTicking = jobs.some((job) => !isTerminal(job.status) && !isStill(job));
  const now = useTickingNow(props.now, isTicking);
  const today = useToday(props.now, zone);
  const shown = all ? jobs : jobs.slice(0, firstRows);
  return (
    <div className="@container overflow-x-auto" tabIndex={0} role="group" aria-label={label}>
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line">
            <th className={head}>Status</th>
            <th className={head}>Type</th>
            <th className={`${head} max-sm:hidden`}>Job</th>
            {!narrow && <th className={`${head} @max-5xl:hidden`}>Project</th>}
            {!narrow && <th className={`${head} text-right max-sm:hidden`}>Waited</th>}
            <th className={`${head} text-right`}>Ran</th>
            <th className={`${head} text-right max-sm:hidden`}>{narrow ? "Ended" : "Created"}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((job) => (
            <JobRow
              key={toJobKey(job)}
              job={job}
              zone={zone}
              narrow={narrow}
              today={today}
              soFarMs={toSoFarMs(job, stoodAt?.get(toJobKey(job)) ?? now)}
              frozen={isStill(job)}
            />
          ))}
        </tbody>
      </table>
      {shown.length < jobs.length && (
        <button type="button" className="button-ghost m-2" onClick={() => setAll(true)}>
          Show all {jobs.length}
        </button>
      )}
    </div>
  );
}

type JobRowProps = {
  job: JobSummary;
  zone: string;
  narrow: boolean;
  /** The date of today in this zone: its instants are written without it. */
  today: string;
  soFarMs: number | null;
  frozen: boolean;
};

function JobRow({ job, zone, narrow, today, soFarMs, frozen }: JobRowProps) {
  "use memo";
  const at = narrow ? job.finishedAt : job.createdAt;
  const style = formatInstant(at, zone, "date") === today ? "time" : "dateTime";
  const fraction = job.status === "running" ? (job.progress?.fraction ?? null) : null;
  return (
    <tr className="relative border-b border-line last:border-0 hover:bg-sunken">
      <td className={cell}>
        <span
          className={`inline-flex items-center gap-1.5 align-middle font-semibold ${statusTones[job.status].text}`}
          title={job.rawStatus}
        >
          <StatusIcon status={job.status} />
          {statusWords[job.status]}
          {job.status === "unknown" && (
            <span className="mono font-normal text-muted max-sm:hidden">{job.rawStatus}</span>
          )}
          {fraction !== null && (
            <span className="font-normal text-muted">{formatFraction(fraction)}</span>
          )}
        </span>
      </td>
      <td className={`${cell} w-full max-w-0 overflow-hidden text-ellipsis max-sm:py-1`}>
        <PageLink
          href={toJobPath(job)}
          className="no-underline after:absolute after:inset-0 hover:underline"
          title={job.id}
        >
          {toVisibleText(job.type) || "no type"}
        </PageLink>
        {job.error && (
          <span className="ml-2 text-[12.5px] text-muted max-sm:hidden">
            {toVisibleText(job.error.code)}
          </span>
        )}
        <IdEnd id={job.id} className="mono hidden leading-4 text-muted max-sm:block" />
      </td>
      <td className={`${cell} mono text-muted max-sm:hidden`} title={job.id}>
        {narrow ? `…${job.id.slice(-8)}` : job.id}
      </td>
      {!narrow && (
        <>
          <td
            className={`${cell} max-w-44 min-w-32 truncate @max-5xl:hidden`}
            title={job.project?.id}
          >
            {job.project ? toVisibleText(job.project.name ?? job.project.id) : "–"}
          </td>
          <td className={`${cell} text-right text-muted max-sm:hidden`}>
            {formatDuration(job.queueMs)}
          </td>
        </>
      )}
      <td className={`${cell} text-right ${frozen && soFarMs !== null ? "text-faint" : ""}`}>
        {formatDuration(job.runMs ?? soFarMs)}
      </td>
      <td className={`${cell} text-right text-muted max-sm:hidden`}>
        <time title={formatInstant(at, zone, "exact")}>{formatInstant(at, zone, style)}</time>
      </td>
    </tr>
  );
}
