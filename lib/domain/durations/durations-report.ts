import type { JobSummary, SourceName } from "../job.ts";
import type { ChartRange } from "./chart-range.ts";
import type { JobSample, Metric, Outcome } from "./job-sample.ts";
import { toPercentiles, type Histogram } from "./histogram.ts";

export const percentiles = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 } as const;
export type PercentileName = keyof typeof percentiles;
export const percentileNames = ["p50", "p90", "p95", "p99"] as const;
const shares = Object.values(percentiles);

/** How many lengths are known, and their percentiles in milliseconds, all null where there are none. */
export type Spread = { count: number } & Record<PercentileName, number | null>;

/** The jobs that ended in some span of time. */
export type Period = {
  outcomes: Record<Outcome, number>;
  spreads: Record<Metric, Spread>;
};

export type Slot = Period & { startAt: number };

/** The jobs of one type, project or source. */
export type Part = Period & { source: SourceName; name: string | null; label: string };

export type Breakdowns = Record<"type" | "project" | "source", Part[]>;

export type FailureKind = {
  fingerprint: string;
  /** Jobs that failed this way in the range. */
  jobs: number;
  /** Over everything that is known, whatever the range and the filter. */
  firstAt: number;
  lastAt: number;
  /** The latest of the range. */
  samples: JobSummary[];
};

/** What `GET /api/durations` answers, and what the page draws. Instants and lengths are milliseconds. */
export type DurationsReport = {
  /** The server's clock when it was read. */
  asOf: number;
  range: ChartRange;
  slots: Slot[];
  /** The range, and the same length of time before it. */
  current: Period;
  before: Period;
  /** Of the range, as `toNumbers` writes them. */
  histograms: Record<Metric, number[]>;
  /** The last slots again, so that jobs that end now can be added to them. */
  open: { startAt: number; histograms: Record<Metric, number[]> }[];
  /** What jobs that ended since then are counted for, by their key: so that none is counted twice. */
  recent: { since: number; samples: Record<string, JobSample> };
  breakdowns: Breakdowns;
  /** Jobs that wait now: how many, and the oldest. */
  waiting: { total: number; oldest: JobSummary[] };
  /** Those that ran longest. */
  slowest: JobSummary[];
  failures: { kinds: FailureKind[]; totalKinds: number };
  /** Conditions of the address that the charts cannot apply, by name. */
  ignored: string[];
};

export function toSpread(histogram: Histogram): Spread {
  const [p50 = null, p90 = null, p95 = null, p99 = null] = toPercentiles(histogram, shares);
  return { count: histogram.count, p50, p90, p95, p99 };
}

export function countJobs({ outcomes }: Pick<Period, "outcomes">): number {
  return outcomes.succeeded + outcomes.partial + outcomes.failed + outcomes.canceled;
}

/** Failed or partly failed, of those that nobody canceled; null when there are none. */
export function toFailureRate({ outcomes }: Pick<Period, "outcomes">): number | null {
  const failed = outcomes.failed + outcomes.partial;
  const ended = failed + outcomes.succeeded;
  return ended === 0 ? null : failed / ended;
}
