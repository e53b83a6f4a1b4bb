"use client";
import { useRouter } from "next/navigation";
import { lazy, Suspense } from "react";
import { ChartPanel } from "#components/charts/chart-panel.tsx";
import { OutcomeLegend } from "#components/charts/outcome-legend.tsx";
import type { DraggedSlots } from "#components/charts/use-drag-range.ts";
import type { ChartChoice } from "#lib/domain/durations/chart-choice.ts";
import { toDurationsSearch, toJobsPath } from "#lib/domain/durations/durations-address.ts";
import type { DurationsQuery } from "#lib/domain/durations/durations-query.ts";
import type { DurationsReport } from "#lib/domain/durations/durations-report.ts";
import { toLengthBins, type LengthBin } from "#lib/domain/durations/length-bins.ts";
import { toHistogram } from "#lib/domain/durations/live-durations.ts";
import { metricWords } from "#lib/domain/durations/metric-words.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { toBinsData, toLengthsData, toOutcomesData } from "./chart-data.ts";
import { describeEmpty, describeStep, isSpreadWide } from "./describe-charts.ts";

const loadKinds = () => import("#components/charts/chart-kinds.ts");
const LengthsChart = lazy(async () => ({ default: (await loadKinds()).LengthsChart }));
const OutcomesChart = lazy(async () => ({ default: (await loadKinds()).OutcomesChart }));
const DistributionChart = lazy(async () => ({ default: (await loadKinds()).DistributionChart }));

type Props = { report: DurationsReport; query: DurationsQuery; choice: ChartChoice; zone: string };

/** The charts of one range. Dragging narrows it, clicking lists the jobs. */
export function DurationsCharts({ report, query, choice, zone }: Props) {
  const router = useRouter();
  const { slots, range, asOf, current } = report;
  const { metric, percentiles } = choice;
  const { label, meaning } = metricWords[metric];
  const spread = current.spreads[metric];
  const bins = toLengthBins(toHistogram(report.histograms[metric]));
  const isLogarithmic = isSpreadWide(slots, metric);
  const step = describeStep(range.stepMs, zone);
  const span = (first: number, last: number) => ({
    startAt: range.startAt + first * range.stepMs,
    endAt: range.startAt + (last + 1) * range.stepMs,
  });
  const time = {
    slots,
    stepMs: range.stepMs,
    zone,
    isOpen: range.endAt > asOf,
    onRange: ({ first, last }: DraggedSlots) => {
      const { startAt, endAt } = span(first, last);
      const narrowed = { after: startAt - 1, before: endAt };
      router.push(`/durations${toDurationsSearch({ filter: query.filter, range: narrowed })}`);
    },
    onSlot: (index: number) => router.push(toJobsPath(query.filter, span(index, index))),
  };
  const toBinHref = ({ fromMs, toMs }: LengthBin) =>
    toJobsPath(query.filter, range, toLengthBounds(metric, fromMs, toMs - 1));
  const data = { query, range, zone };
  return (
    <>
      <ChartPanel
        title={`${label} over time`}
        caption={`${meaning}, ${step}${isLogarithmic ? ", logarithmic" : ""}`}
        data={toLengthsData(slots, metric, data)}
        fileName={`${metric}-over-time`}
        empty={spread.count === 0 ? describeEmpty(report, metric) : null}
      >
        <Suspense>
          <LengthsChart
            {...time}
            metric={metric}
            percentiles={percentiles}
            isLogarithmic={isLogarithmic}
            onPoint={(index, fromMs) =>
              router.push(
                toJobsPath(query.filter, span(index, index), toLengthBounds(metric, fromMs)),
              )
            }
          />
        </Suspense>
      </ChartPanel>
      <ChartPanel
        title="Ended and failed"
        caption={`jobs and failure rate, ${step}`}
        data={toOutcomesData(slots, data)}
        fileName="ended-and-failed"
        empty={null}
        legend={<OutcomeLegend />}
      >
        <Suspense>
          <OutcomesChart {...time} />
        </Suspense>
      </ChartPanel>
      <ChartPanel
        title={`How long ${label.toLowerCase()} took`}
        caption={
          bins.length === 1 && spread.p50 !== null
            ? `${spread.count === 1 ? "the one job" : `all ${spread.count}`} took ${formatDuration(spread.p50)}`
            : "jobs by length, logarithmic; dashed: the percentiles"
        }
        data={toBinsData(bins, toBinHref)}
        fileName={`${metric}-distribution`}
        empty={bins.length === 0 ? describeEmpty(report, metric) : null}
      >
        <Suspense>
          <DistributionChart
            bins={bins}
            spread={spread}
            percentiles={percentiles}
            onBin={(bin) => router.push(toBinHref(bin))}
          />
        </Suspense>
      </ChartPanel>
    </>
  );
}

const boundNames = {
  wait: { min: "min_wait", max: "max_wait" },
  run: { min: "min_duration", max: "max_duration" },
  total: { min: "min_total", max: "max_total" },
};

function toLengthBounds(
  metric: keyof typeof boundNames,
  minMs: number,
  maxMs?: number,
): Record<string, number> {
  const { min, max } = boundNames[metric];
  return { [min]: Math.floor(minMs), ...(maxMs !== undefined && { [max]: maxMs }) };
}
