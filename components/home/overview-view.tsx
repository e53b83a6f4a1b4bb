"use client";
import type { ReactNode } from "react";
import { useConnection } from "#components/live/connection-badge.tsx";
import { SourceFailures } from "#components/live/source-failures.tsx";
import { isBlind } from "#components/live/describe-connection.ts";
import { toStoodAt, useFailing } from "#components/live/failing.ts";
import { JobTable } from "#components/jobs/job-table.tsx";
import { useZone } from "#components/shell/preferences.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import type { JobSummary } from "#lib/domain/job.ts";
import { toWallPath } from "#lib/domain/wall.ts";
import { overviewSearches, type Overview } from "#lib/domain/overview.ts";
import { useOverview } from "./use-overview.ts";

/** What runs now, what failed lately, what ended: kept current. */
export function OverviewView({ initial, now }: { initial: Overview; now: number }) {
  const zone = useZone();
  const frozen = isBlind(useConnection());
  const { overview, isBehind } = useOverview(initial, now);
  const { running, failed, recent, problems, pinned, opened } = overview;
  const toEmpty = (text: string) => (isBehind ? "Asking …" : text);

  const stoodAt = toStoodAt([running, pinned, opened].flat(), useFailing(problems));
  const clock = { zone, now, frozen, stoodAt };
  return (
    <>
      <SourceFailures initial={problems} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {pinned.length > 0 && (
          <Section title="Pinned" empty="" more={<KeptLinks jobs={pinned} />}>
            <JobTable jobs={pinned} label="Pinned" {...clock} />
          </Section>
        )}
        <Section
          title="Running now"
          empty={toEmpty("Nothing is running.")}
          more={<AllLink search={overviewSearches.running} />}
        >
          {running.length > 0 && <JobTable jobs={running} label="Running now" {...clock} />}
        </Section>
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 min-[1100px]:grid-cols-[repeat(2,minmax(0,1fr))]">
          <Section
            title="Failed lately"
            empty={toEmpty("No failures.")}
            more={<AllLink search="status=failed&status=partial" />}
          >
            {failed.length > 0 && (
              <JobTable jobs={failed} label="Failed lately" narrow {...clock} />
            )}
          </Section>
          <Section
            title="Ended lately"
            empty={toEmpty("Nothing has ended yet.")}
            more={<AllLink search="sort=-ended" />}
          >
            {recent.length > 0 && <JobTable jobs={recent} label="Ended lately" narrow {...clock} />}
          </Section>
        </div>
        {opened.length > 0 && (
          <Section title="Opened lately" empty="" more={<KeptLinks jobs={opened} />}>
            <JobTable jobs={opened} label="Opened lately" {...clock} />
          </Section>
        )}
      </div>
    </>
  );
}

function AllLink({ search }: { search: string }) {
  return (
    <span className="ml-3 font-normal text-muted">
      <PageLink href={`/jobs?${search}`}>all</PageLink>
    </span>
  );
}

/** The jobs as a list and as a wall: links that show the same to everybody. */
function KeptLinks({ jobs }: { jobs: JobSummary[] }) {
  const ids = new URLSearchParams(jobs.map(({ id }) => ["id", id]));
  return (
    <span className="ml-3 font-normal text-muted">
      <PageLink href={`/jobs?${ids}`}>as a list</PageLink> ·{" "}
      <PageLink href={toWallPath(jobs)}>as a wall</PageLink>
    </span>
  );
}

function Section({
  title,
  empty,
  more,
  children,
}: {
  title: string;
  empty: string;
  more?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-2 text-[13.5px] font-semibold">
        {title}
        {more}
      </h2>
      <div className="panel overflow-hidden">
        {children || <p className="px-4 py-6 text-center text-muted">{empty}</p>}
      </div>
    </section>
  );
}
