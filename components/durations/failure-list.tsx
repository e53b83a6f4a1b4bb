import { PageLink } from "#components/ui/page-link.tsx";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import type { DurationsReport, FailureKind } from "#lib/domain/durations/durations-report.ts";
import { formatAgo, formatInstant } from "#lib/domain/format/format-instant.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { toJobKey } from "#lib/domain/job.ts";

type Props = {
  failures: DurationsReport["failures"];
  now: number;
  zone: string;
  toHref: (kind: FailureKind) => string;
};

/** Failures of the range by what they have in common. */
export function FailureList({ failures: { kinds, totalKinds }, now, zone, toHref }: Props) {
  if (kinds.length === 0)
    return <p className="px-4 py-6 text-center text-muted">No job failed in this range.</p>;
  return (
    <>
      <ol>
        {kinds.map((kind) => (
          <li
            key={kind.fingerprint}
            className="flex gap-3 border-b border-line px-4 py-2.5 last:border-0"
          >
            <span className="pt-0.5">
              <StatusIcon status="failed" />
            </span>
            <div className="min-w-0 flex-1">
              <p className="wrap-anywhere">{kind.fingerprint}</p>
              <p className="text-[12.5px] text-muted">
                first <Instant at={kind.firstAt} now={now} zone={zone} />, last{" "}
                <Instant at={kind.lastAt} now={now} zone={zone} /> ·{" "}
                {kind.samples.map((job, index) => (
                  <span key={toJobKey(job)}>
                    {index > 0 && ", "}
                    <PageLink href={toJobPath(job)} className="mono" title={job.type}>
                      …{job.id.slice(-6)}
                    </PageLink>
                  </span>
                ))}
              </p>
            </div>
            <PageLink href={toHref(kind)} className="font-semibold whitespace-nowrap">
              {kind.jobs} {kind.jobs === 1 ? "job" : "jobs"}
            </PageLink>
          </li>
        ))}
      </ol>
      {totalKinds > kinds.length && (
        <p className="border-t border-line px-4 py-2 text-[12.5px] text-muted">
          and {totalKinds - kinds.length} rarer kinds
        </p>
      )}
    </>
  );
}

function Instant({ at, now, zone }: { at: number; now: number; zone: string }) {
  return (
    <time title={formatInstant(at, zone, "exact")} suppressHydrationWarning>
      {formatAgo(at, now)}
    </time>
  );
}
