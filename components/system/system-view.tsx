import { formatBytes } from "#lib/domain/format/format-bytes.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import type { SystemReport } from "#lib/domain/system.ts";
import { PageLink } from "#components/ui/page-link.tsx";
import { RefreshWhileSeen } from "./refresh-while-seen.tsx";
import { SourceHealth } from "./source-health.tsx";

type SystemViewProps = {
  report: SystemReport;
  zone: string;
  /** Whether the reader may open the record. */
  showsRecord: boolean;
};

const refreshMs = 5_000;

/** What Gantry itself does: each source, what is open, what is stored. */
export function SystemView({ report, zone, showsRecord }: SystemViewProps) {
  const { now, startedAt, store, sources, watches, viewers, listViewers } = report;
  const facts: [string, string][] = [
    ["Up for", formatDuration(now - startedAt)],
    ["Version", report.version ?? "not built"],
    ["Collects", report.collects ? "here" : "in another process"],
    ["Jobs followed", String(watches)],
    ["Browsers connected", String(viewers)],
    ["Lists open", String(listViewers)],
    ["Jobs stored", store.jobs.toLocaleString("en")],
    ["Still open", store.open.toLocaleString("en")],
    ["Database", formatBytes(store.bytes)],
    ["Jobs are kept", store.keepDays === 0 ? "for ever" : `${store.keepDays} days after their end`],
    ["Memory", formatBytes(report.residentBytes)],
  ];
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-[21px] font-semibold tracking-[-.015em]">System</h1>
        {showsRecord && (
          <PageLink href="/system/audit" className="button no-underline">
            Audit record
          </PageLink>
        )}
      </div>
      <RefreshWhileSeen everyMs={refreshMs} asOf={now} />
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {sources.map((source) => (
          <SourceHealth key={source.name} source={source} now={now} zone={zone} />
        ))}
      </div>
      <section aria-label="This Gantry" className="panel mt-4 p-4">
        <h2 className="text-[15px] font-semibold">This Gantry</h2>
        <dl className="mt-3 grid grid-cols-2 gap-x-8 gap-y-3 text-[13.5px] tabular-nums sm:grid-cols-3 lg:grid-cols-4">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt className="text-muted">{name}</dt>
              <dd className="mt-0.5 font-semibold break-all">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
