import { PageLink } from "#components/ui/page-link.tsx";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import { statusTones } from "#components/ui/status-tone.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import { idPrefixLimits } from "#lib/domain/paste/id-prefix.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { toJobKey, type JobSummary } from "#lib/domain/job.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

type KnownJobsProps = { jobs: readonly JobSummary[]; zone: string };

const cell = "px-3 py-2 max-sm:px-2";
const head = `${cell} text-left text-[12.5px] font-normal whitespace-nowrap text-muted`;

/** What the store knows under the first characters of an ID; nothing where it knows none. */
export function KnownJobs({ jobs, zone }: KnownJobsProps) {
  if (jobs.length === 0) return null;
  return (
    <section className="mt-6" aria-labelledby="known-jobs">
      <h2 id="known-jobs" className="mb-2 text-[13.5px] font-semibold">
        Known jobs that begin like this
      </h2>
      <div className="panel @container overflow-hidden">
        <table className="w-full border-collapse">
          <thead>
            <tr className="border-b border-line">
              <th className={head}>Status</th>
              <th className={head}>Job</th>
              <th className={`${head} max-sm:hidden`}>Type</th>
              <th className={`${head} text-right @max-[640px]:hidden`}>Created</th>
            </tr>
          </thead>
          <tbody>
            {jobs.map((job) => (
              <KnownJob key={toJobKey(job)} job={job} zone={zone} />
            ))}
          </tbody>
        </table>
      </div>
      {jobs.length >= idPrefixLimits.found && (
        <p className="mt-2 text-muted">
          There may be more. Type more of the ID to narrow them down.
        </p>
      )}
    </section>
  );
}

function KnownJob({ job, zone }: { job: JobSummary; zone: string }) {
  return (
    <tr className="relative border-b border-line last:border-0 hover:bg-sunken">
      <td className={`${cell} whitespace-nowrap`} title={job.rawStatus}>
        <span
          className={`inline-flex items-center gap-1.5 align-middle font-semibold ${statusTones[job.status].text}`}
        >
          <StatusIcon status={job.status} />
          {statusWords[job.status]}
        </span>
      </td>
      <td className={`${cell} sm:max-w-76 sm:truncate @4xl:max-w-160`}>
        <PageLink
          href={toJobPath(job)}
          className="mono no-underline after:absolute after:inset-0 hover:underline max-sm:break-all"
          title={job.id}
        >
          {job.id}
        </PageLink>
      </td>
      <td
        className={`${cell} w-full max-w-0 truncate text-muted max-sm:hidden`}
        title={toVisibleText(job.type)}
      >
        {toVisibleText(job.type) || "no type"}
      </td>
      <td className={`${cell} text-right whitespace-nowrap text-muted @max-[640px]:hidden`}>
        <time title={formatInstant(job.createdAt, zone, "exact")}>
          {formatInstant(job.createdAt, zone, "dateTime")}
        </time>
      </td>
    </tr>
  );
}
