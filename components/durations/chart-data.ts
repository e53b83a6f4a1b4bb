import type { ChartData } from "#components/charts/chart-table.tsx";
import { formatSpan } from "#lib/domain/durations/axis-ticks.ts";
import type { ChartRange } from "#lib/domain/durations/chart-range.ts";
import { toJobsPath } from "#lib/domain/durations/durations-address.ts";
import type { DurationsQuery } from "#lib/domain/durations/durations-query.ts";
import {
  countJobs,
  percentileNames,
  toFailureRate,
  type Slot,
} from "#lib/domain/durations/durations-report.ts";
import { outcomes, type Metric } from "#lib/domain/durations/job-sample.ts";
import type { LengthBin } from "#lib/domain/durations/length-bins.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { formatFraction } from "#lib/domain/format/format-fraction.ts";
import { statusWords } from "#lib/domain/status-words.ts";

type Context = { query: DurationsQuery; range: ChartRange; zone: string };

export function toLengthsData(slots: Slot[], metric: Metric, context: Context): ChartData {
  return {
    columns: [`Ended (${context.zone})`, "Jobs", ...percentileNames],
    rows: slots.map((slot) => {
      const spread = slot.spreads[metric];
      return {
        key: String(slot.startAt),
        cells: [
          toSlotCell(slot, context),
          { text: String(spread.count) },
          ...percentileNames.map((name) => ({
            text: formatDuration(spread[name]),
            value: spread[name] ?? "",
          })),
        ],
      };
    }),
  };
}

export function toOutcomesData(slots: Slot[], context: Context): ChartData {
  return {
    columns: [
      `Ended (${context.zone})`,
      "All",
      ...outcomes.map((outcome) => statusWords[outcome]),
      "Failure rate",
    ],
    rows: slots.map((slot) => {
      const rate = toFailureRate(slot);
      return {
        key: String(slot.startAt),
        cells: [
          toSlotCell(slot, context),
          { text: String(countJobs(slot)) },
          ...outcomes.map((outcome) => ({ text: String(slot.outcomes[outcome]) })),
          { text: rate === null ? "–" : formatFraction(rate), value: rate ?? "" },
        ],
      };
    }),
  };
}

export function toBinsData(bins: LengthBin[], toHref: (bin: LengthBin) => string): ChartData {
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  let below = 0;
  return {
    columns: ["From", "to below", "Jobs", "Up to here"],
    rows: bins.map((bin) => {
      below += bin.count;
      return {
        key: String(bin.fromMs),
        cells: [
          {
            text: formatDuration(bin.fromMs, { precise: true }),
            value: bin.fromMs,
            href: toHref(bin),
          },
          { text: formatDuration(bin.toMs, { precise: true }), value: bin.toMs },
          { text: String(bin.count) },
          { text: formatFraction(below / all), value: below / all },
        ],
      };
    }),
  };
}

function toSlotCell({ startAt }: Slot, { query, range, zone }: Context) {
  const span = { startAt, endAt: startAt + range.stepMs };
  return {
    text: formatSpan(startAt, range.stepMs, zone),
    value: new Date(startAt).toISOString(),
    href: toJobsPath(query.filter, span),
  };
}
