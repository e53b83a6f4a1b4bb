import type { DurationsReport, Slot } from "#lib/domain/durations/durations-report.ts";
import { countJobs } from "#lib/domain/durations/durations-report.ts";
import type { Metric } from "#lib/domain/durations/job-sample.ts";
import { levelMs } from "#lib/domain/durations/rollup-level.ts";

/** A linear axis would press what is usual onto its bottom line. */
const wideRatio = 40;

export function isSpreadWide(slots: readonly Slot[], metric: Metric): boolean {
  const lengths = slots
    .flatMap(({ spreads: { [metric]: spread } }) => [spread.p50, spread.p99])
    .filter((ms) => ms !== null);
  if (lengths.length === 0) return false;
  return Math.max(...lengths) > wideRatio * Math.max(1, Math.min(...lengths));
}

/** "by the hour each ended in, Europe/Zurich". Longer steps than hours are those of UTC, whatever the zone. */
export function describeStep(stepMs: number, zone: string): string {
  if (stepMs <= levelMs.hour) return `by the hour each ended in, ${zone}`;
  if (stepMs < levelMs.day) return `by the ${stepMs / levelMs.hour} hours they ended in, ${zone}`;
  if (stepMs === levelMs.day) return "by the day they ended on, UTC";
  return stepMs === levelMs.week
    ? "by the week they ended in, UTC"
    : "by the four weeks they ended in, UTC";
}

/** Why there is nothing to draw, and what may help. */
export function describeEmpty({ range, asOf, current }: DurationsReport, metric: Metric): string {
  if (range.startAt > asOf) return "This range lies in the future: nothing has ended in it yet.";
  if (countJobs(current) === 0)
    return "No matching job ended in this range. A longer one may have some.";
  return {
    wait: "None of the jobs that ended here has a waiting time: they never started, or their clocks disagree.",
    run: "None of the jobs that ended here has a running time: they never started, or their clocks disagree.",
    total: "None of the jobs that ended here says when it was created.",
  }[metric];
}
