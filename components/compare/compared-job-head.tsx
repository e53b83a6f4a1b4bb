"use client";
import { LinkBadge } from "#components/job/link-badge.tsx";
import { useZone } from "#components/shell/preferences.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { StatusPill } from "#components/ui/status-pill.tsx";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import type { Job } from "#lib/domain/job.ts";
import type { Link } from "#lib/domain/live-frame.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

type ComparedJobHeadProps = {
  side: "A" | "B";
  job: Job;
  /** Undefined where the job had ended before the page was drawn, so that it is not watched. */
  link?: Link | null | undefined;
};

export function ComparedJobHead({ side, job, link }: ComparedJobHeadProps) {
  const zone = useZone();
  return (
    <section aria-label={`Job ${side}`} className="panel flex min-w-0 gap-3 px-3.5 py-3">
      <b className="grid size-7 flex-none place-items-center rounded-md bg-sunken font-semibold">
        {side}
      </b>
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <PageLink href={toJobPath(job)} className="font-semibold wrap-anywhere">
            {toVisibleText(job.type) || "no type"}
          </PageLink>
          {link === undefined ? (
            <span role="status">
              <StatusPill status={job.status} rawStatus={job.rawStatus} />
            </span>
          ) : (
            <LinkBadge job={job} link={link} />
          )}
        </div>
        <p className="mono mt-1 flex items-center gap-1 text-muted">
          <span className="break-all">{job.id}</span>
          <CopyButton text={job.id} label={`Copy the ID of ${side}`} />
        </p>
        <p className="text-[12.5px] text-muted">
          Created {formatInstant(job.createdAt, zone, "dateTime")}
        </p>
      </div>
    </section>
  );
}
