export type Summary = { min: number; median: number; p95: number; p99: number; max: number };

/** Nearest-rank percentiles. Throws when there is nothing to summarize. */
export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (share: number) => {
    const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
    if (value === undefined) throw new Error("Nothing was measured.");
    return value;
  };
  return { min: rank(0), median: rank(0.5), p95: rank(0.95), p99: rank(0.99), max: rank(1) };
}

export function formatMs(ms: number): string {
  return `${ms < 100 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** `1.2 ms (p95 3.4)`. */
export function formatSummary({ median, p95 }: Summary): string {
  return `${formatMs(median)} (p95 ${formatMs(p95)})`;
}

/** `1.2 ms (0.9 to 3.4)`. */
export function formatSpread({ min, median, max }: Summary): string {
  return `${formatMs(median)} (${formatMs(min)} to ${formatMs(max)})`;
}

export function formatRatio(measured: number, baseline: number): string {
  return `${(measured / baseline).toFixed(1)} × the baseline`;
}

export function formatTarget(measured: number, limit: number, unit = "ms"): string {
  return `target ${limit} ${unit}: ${measured <= limit ? "met" : "MISSED"}`;
}
