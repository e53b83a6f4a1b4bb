import "server-only";
import type { Period, Slot } from "#lib/domain/durations/durations-report.ts";
import { toSpread } from "#lib/domain/durations/durations-report.ts";
import type { ChartRange } from "#lib/domain/durations/chart-range.ts";
import { addBytes, toNumbers } from "#lib/domain/durations/histogram-code.ts";
import { addHistogram, createHistogram, type Histogram } from "#lib/domain/durations/histogram.ts";
import { metrics, outcomes, type Metric, type Outcome } from "#lib/domain/durations/job-sample.ts";
import type { Rollup } from "../store/rollups/read-rollups.ts";

/** Rollups added up. */
export type Sum = { outcomes: Record<Outcome, number>; histograms: Record<Metric, Histogram> };

export function createSum(): Sum {
  return {
    outcomes: { succeeded: 0, partial: 0, failed: 0, canceled: 0 },
    histograms: { wait: createHistogram(), run: createHistogram(), total: createHistogram() },
  };
}

export function addRollup({ outcomes, histograms }: Sum, { outcome, jobs, lengths }: Rollup): void {
  outcomes[outcome] += jobs;
  for (const metric of metrics) addBytes(histograms[metric], lengths[metric]);
}

export function sumRollups(rollups: readonly Rollup[]): Sum {
  const sum = createSum();
  for (const rollup of rollups) addRollup(sum, rollup);
  return sum;
}

/** One sum for each key. */
export function sumBy(
  rollups: readonly Rollup[],
  toKey: (rollup: Rollup) => string,
): Map<string, { sum: Sum; first: Rollup }> {
  const sums = new Map<string, { sum: Sum; first: Rollup }>();
  for (const rollup of rollups) {
    const key = toKey(rollup);
    const entry = sums.get(key) ?? { sum: createSum(), first: rollup };
    sums.set(key, entry);
    addRollup(entry.sum, rollup);
  }
  return sums;
}

/** One sum for each step of the range, also for those in which nothing ended; and one for all. */
export function sumSlots(
  rollups: readonly Rollup[],
  { startAt, endAt, stepMs }: ChartRange,
): { steps: { startAt: number; sum: Sum }[]; all: Sum } {
  const steps = Array.from({ length: Math.round((endAt - startAt) / stepMs) }, (_, index) => ({
    startAt: startAt + index * stepMs,
    sum: createSum(),
  }));
  for (const rollup of rollups) {
    const step = steps[Math.floor((rollup.startAt - startAt) / stepMs)];
    if (step) addRollup(step.sum, rollup);
  }
  const all = createSum();
  for (const { sum } of steps) {
    for (const metric of metrics) addHistogram(all.histograms[metric], sum.histograms[metric]);
    for (const outcome of outcomes) all.outcomes[outcome] += sum.outcomes[outcome];
  }
  return { steps, all };
}

export function toPeriod({ outcomes, histograms: { wait, run, total } }: Sum): Period {
  return {
    outcomes,
    spreads: { wait: toSpread(wait), run: toSpread(run), total: toSpread(total) },
  };
}

export function toSlot({ startAt, sum }: { startAt: number; sum: Sum }): Slot {
  return { startAt, ...toPeriod(sum) };
}

export function toNumberLists({ histograms }: Sum): Record<Metric, number[]> {
  const { wait, run, total } = histograms;
  return { wait: toNumbers(wait), run: toNumbers(run), total: toNumbers(total) };
}
