"use client";
import { useState } from "react";
import { JobTable } from "#components/jobs/job-table.tsx";
import { useZone } from "#components/shell/preferences.tsx";
import { keepCookie } from "#lib/client/keep-cookie.ts";
import {
  chartChoiceCookie,
  formatChartChoice,
  type ChartChoice,
} from "#lib/domain/durations/chart-choice.ts";
import { toFailuresPath, toJobsPath } from "#lib/domain/durations/durations-address.ts";
import type { DurationsQuery } from "#lib/domain/durations/durations-query.ts";
import type { DurationsReport } from "#lib/domain/durations/durations-report.ts";
import { countJobs } from "#lib/domain/durations/durations-report.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import type { ListValues } from "#lib/domain/job-list.ts";
import { BreakdownPanel } from "./breakdown-panel.tsx";
import { ChoiceBar } from "./choice-bar.tsx";
import { describeEmpty } from "./describe-charts.ts";
import { DurationsCharts } from "./durations-charts.tsx";
import { FailureList } from "./failure-list.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { SummaryTiles } from "./summary-tiles.tsx";
import { useLiveDurations } from "./use-live-durations.ts";
import { WaitingNotice } from "./waiting-notice.tsx";

type Props = {
  report: DurationsReport;
  query: DurationsQuery;
  initialChoice: ChartChoice;
  sources: { name: string; label: string }[];
  values: ListValues;
};

export function DurationsView({ report: initial, query, initialChoice, sources, values }: Props) {
  const zone = useZone();
  const report = useLiveDurations(initial, query);
  const [choice, setChoice] = useState(initialChoice);
  const { range, asOf, current, before, ignored } = report;
  const isMoving = range.endAt > asOf;
  const from = formatInstant(range.startAt, zone, "dateTime").slice(0, 16);
  const isAhead = range.startAt > asOf;
  const to = formatInstant(
    isAhead ? range.endAt : Math.min(range.endAt, asOf),
    zone,
    "dateTime",
  ).slice(0, 16);
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h1 className="text-[21px] leading-[26px] font-semibold tracking-[-.015em]">Durations</h1>
        <p className="text-[12.5px] text-muted">
          jobs that ended from {from} to {to}, {zone}
        </p>
      </header>
      <FilterBar query={query} breakdowns={initial.breakdowns} sources={sources} values={values} />
      {ignored.length > 0 && (
        <p role="status" className="text-[12.5px] text-muted">
          These charts know source, type, project, status and when jobs ended. Not applied:{" "}
          {ignored.join(", ")}.
        </p>
      )}
      <WaitingNotice waiting={report.waiting} usual={current.spreads.wait} now={asOf} />
      <SummaryTiles
        current={current}
        before={before}
        jobsHref={toJobsPath(query.filter, range)}
        failuresHref={toFailuresPath(query.filter, range)}
      />
      {countJobs(current) === 0 ? (
        <p className="panel px-4 py-12 text-center text-[15px]">
          {describeEmpty(report, choice.metric)}
        </p>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-x-5 gap-y-1.5">
            <ChoiceBar
              choice={choice}
              onChoice={(next) => {
                keepCookie(chartChoiceCookie, formatChartChoice(next), "/durations");
                setChoice(next);
              }}
            />
            <p className="text-[12.5px] text-muted">
              p95: of 100 jobs, 95 took at most this long. p50 is the middle one.
            </p>
          </div>
          <DurationsCharts report={report} query={query} choice={choice} zone={zone} />
          <BreakdownPanel
            breakdowns={initial.breakdowns}
            jobs={countJobs(initial.current)}
            metric={choice.metric}
            query={query}
            range={range}
          />
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 min-[1100px]:grid-cols-[repeat(2,minmax(0,1fr))]">
            <section aria-labelledby="slowest" className="panel min-w-0">
              <h2 id="slowest" className="px-4 pt-3 pb-1 text-[13.5px] font-semibold">
                Ran longest
              </h2>
              {report.slowest.length === 0 ? (
                <p className="px-4 py-6 text-center text-muted">
                  No job with a running time ended in this range.
                </p>
              ) : (
                <JobTable jobs={report.slowest} zone={zone} now={asOf} label="Ran longest" narrow />
              )}
            </section>
            <section aria-labelledby="failures" className="panel min-w-0">
              <h2 id="failures" className="px-4 pt-3 pb-1 text-[13.5px] font-semibold">
                Why they failed
              </h2>
              <FailureList
                failures={report.failures}
                now={asOf}
                zone={zone}
                toHref={({ fingerprint }) =>
                  toJobsPath(query.filter, range, { failure: fingerprint })
                }
              />
            </section>
          </div>
        </>
      )}
      <p className="text-[12.5px] text-muted">
        {isMoving
          ? "The charts follow each job that ends. Tables and comparisons are as of "
          : "This is as of "}
        <time title={formatInstant(initial.asOf, zone, "exact")}>
          {formatInstant(initial.asOf, zone, "time")}
        </time>
        .
      </p>
    </article>
  );
}
