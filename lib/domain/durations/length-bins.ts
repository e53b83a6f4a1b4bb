import { countBetween, toEdge, type Histogram } from "./histogram.ts";

/** A bar of the distribution: lengths from `fromMs` up to, not including, `toMs`. */
export type LengthBin = { fromMs: number; toMs: number; count: number };

const perDecade = [8, 16, 32, 64] as const;
const fewBins = 12;
const longestMs = 10 ** 12;

/**
 * The distribution in bars that are equally wide on a logarithmic axis, as wide as still tells something
 * apart, without empty ones at the ends. Every edge is an edge of the histogram, so the counts are exact.
 */
export function toLengthBins(histogram: Histogram): LengthBin[] {
  let bins: LengthBin[] = [];
  for (const count of perDecade) {
    bins = trim(binBy(histogram, count));
    if (bins.length >= fewBins) return bins;
  }
  return bins;
}

function binBy(histogram: Histogram, count: number): LengthBin[] {
  const edges = new Set([0]);
  for (let ms = 1, step = 0; ms < longestMs; step += 1) {
    ms = 10 ** (step / count);
    edges.add(toEdge(ms));
  }
  const sorted = Array.from(edges).toSorted((a, b) => a - b);
  return sorted.slice(1).map((toMs, index) => {
    const fromMs = sorted[index] ?? 0;
    return { fromMs, toMs, count: countBetween(histogram, fromMs, toMs) };
  });
}

function trim(bins: LengthBin[]): LengthBin[] {
  const first = bins.findIndex(({ count }) => count > 0);
  const last = bins.findLastIndex(({ count }) => count > 0);
  return first < 0 ? [] : bins.slice(first, last + 1);
}
