"use client";
import { useId, useState } from "react";
import { PanelHead } from "#components/charts/panel-head.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { Breakdowns } from "#lib/domain/durations/durations-report.ts";
import type { DurationsQuery } from "#lib/domain/durations/durations-query.ts";
import type { Metric } from "#lib/domain/durations/job-sample.ts";
import type { ChartRange } from "#lib/domain/durations/chart-range.ts";
import { metricWords } from "#lib/domain/durations/metric-words.ts";
import { BreakdownTable } from "./breakdown-table.tsx";

const options = [
  { value: "type", label: "Type" },
  { value: "project", label: "Project" },
  { value: "source", label: "Source" },
] as const;

type Props = {
  breakdowns: Breakdowns;
  /** All of the range when it was broken down. */
  jobs: number;
  metric: Metric;
  query: DurationsQuery;
  range: ChartRange;
};

/** The same range by type, project and source. */
export function BreakdownPanel({ breakdowns, jobs, metric, query, range }: Props) {
  const titleId = useId();
  const [by, setBy] = useState<keyof Breakdowns>("type");
  return (
    <section aria-labelledby={titleId} className="panel min-w-0">
      <PanelHead
        titleId={titleId}
        title="Which ones"
        caption={`${metricWords[metric].label}, ${metricWords[metric].meaning}`}
      >
        <Segmented label="Split by" options={options} value={by} onChange={setBy} />
      </PanelHead>
      {options.map(({ value, label }) => (
        <div key={value} className={value === by ? "" : "hidden noscript:block"}>
          <BreakdownTable
            by={value}
            label={label}
            parts={breakdowns[value]}
            jobs={jobs}
            metric={metric}
            query={query}
            range={range}
          />
        </div>
      ))}
    </section>
  );
}
