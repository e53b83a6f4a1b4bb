import { percentileNames, type PercentileName } from "./durations-report.ts";
import { metrics, type Metric } from "./job-sample.ts";

/** What one reader wants drawn. Kept in a cookie, so that the server draws it right at once. */
export type ChartChoice = { metric: Metric; percentiles: PercentileName[] };

export const chartChoiceCookie = "gantry-charts";

/** `run.p50.p95`; what is missing or unknown counts as not chosen. */
export function parseChartChoice(text: string | undefined): ChartChoice {
  const words = new Set(text?.split("."));
  const percentiles = percentileNames.filter((name) => words.has(name));
  return {
    metric: metrics.find((name) => words.has(name)) ?? "run",
    percentiles: percentiles.length > 0 ? percentiles : [...percentileNames],
  };
}

export function formatChartChoice({ metric, percentiles }: ChartChoice): string {
  return [metric, ...percentiles].join(".");
}
