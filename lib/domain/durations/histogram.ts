/**
 * How often each length of time occurred, in buckets of a fixed logarithmic scale: below 128 ms one
 * bucket a millisecond, above that 64 to each doubling. A bucket is at most 1/64 of its value wide, so
 * the value in its middle is less than 0.8 % off. Counts add up and can be taken away again, in any order.
 */
export type Histogram = {
  counts: Int32Array;
  /** Of all values. */
  count: number;
  sumMs: number;
  /** No bucket outside of `low` to `high`, both inclusive, holds anything. */
  low: number;
  high: number;
};

const bitsPerDoubling = 6;
const perDoubling = 2 ** bitsPerDoubling;
const doublings = 34;
const bucketCount = (doublings + 1) * perDoubling;
/** 34 years; what is longer counts as this long. */
const longestMs = 2 ** (doublings + bitsPerDoubling) - 1;

export function createHistogram(): Histogram {
  const counts = new Int32Array(bucketCount);
  return { counts, count: 0, sumMs: 0, low: bucketCount, high: -1 };
}

export function clearHistogram(histogram: Histogram): void {
  histogram.counts.fill(0, histogram.low, histogram.high + 1);
  Object.assign(histogram, { count: 0, sumMs: 0, low: bucketCount, high: -1 });
}

/** Counts a length `times` times; less than 0 takes it away again. */
export function addDuration(histogram: Histogram, ms: number, times = 1): void {
  const wholeMs = toWholeMs(ms);
  addCount(histogram, toBucket(wholeMs), times);
  histogram.sumMs += wholeMs * times;
}

export function addHistogram(histogram: Histogram, other: Histogram): void {
  for (let index = other.low; index <= other.high; index += 1) {
    const count = other.counts[index] ?? 0;
    if (count !== 0) addCount(histogram, index, count);
  }
  histogram.sumMs += other.sumMs;
}

export function addCount(histogram: Histogram, index: number, count: number): void {
  histogram.counts[index] = (histogram.counts[index] ?? 0) + count;
  histogram.count += count;
  if (index < histogram.low) histogram.low = index;
  if (index > histogram.high) histogram.high = index;
}

/**
 * The value that a share (0 to 1) of all do not exceed, by nearest rank: off by at most 1 %, and the mean,
 * which is exact where all values are the same, as far as that allows. Null when there are none.
 */
export function toPercentile(histogram: Histogram, share: number): number | null {
  return toPercentiles(histogram, [share])[0] ?? null;
}

/** As `toPercentile`, for shares that rise, in one go. Empty when there are no values. */
export function toPercentiles(histogram: Histogram, shares: readonly number[]): number[] {
  const { counts, count, low, high } = histogram;
  if (count <= 0) return [];
  // Without the tiny part, 7 % of 100 would be rank 8.
  const ranks = shares.map((share) =>
    Math.min(count, Math.max(1, Math.ceil(share * count - 1e-9))),
  );
  const values: number[] = [];
  let seen = 0;
  for (let index = low; index <= high && values.length < ranks.length; index += 1) {
    const here = counts[index] ?? 0;
    if (here === 0) continue;
    seen += here;
    for (let rank = ranks[values.length]; rank && seen >= rank; rank = ranks[values.length])
      values.push(here === count ? toValueOfOnly(histogram, index, rank) : toMiddle(index));
  }
  return values;
}

/** Which share of the values is smaller, those of the same bucket counted by half. Null when there are none. */
export function toShareBelow(histogram: Histogram, ms: number): number | null {
  if (histogram.count <= 0) return null;
  const bucket = toBucket(toWholeMs(ms));
  let below = (histogram.counts[bucket] ?? 0) / 2;
  for (let index = histogram.low; index < Math.min(bucket, histogram.high + 1); index += 1)
    below += histogram.counts[index] ?? 0;
  return below / histogram.count;
}

/** How many values are at least `fromMs` and below `toMs`, both of which must be edges of buckets. */
export function countBetween(histogram: Histogram, fromMs: number, toMs: number): number {
  const [from, to] = [toBucket(toWholeMs(fromMs)), toBucket(toWholeMs(toMs))];
  let count = 0;
  for (let index = from; index < to; index += 1) count += histogram.counts[index] ?? 0;
  return count;
}

/** What all values are below; 0 when there are none. */
export function toCeiling({ high }: Histogram): number {
  return toLowerEdge(high + 1);
}

/** The edge of a bucket that is next to it: off by less than 0.8 %. */
export function toEdge(ms: number): number {
  const bucket = toBucket(toWholeMs(ms));
  const [lower, upper] = [toLowerEdge(bucket), toLowerEdge(bucket + 1)];
  return ms - lower <= upper - ms ? lower : upper;
}

/** The lower edge of the bucket that a value falls into. */
export function toFloorEdge(ms: number): number {
  return toLowerEdge(toBucket(toWholeMs(ms)));
}

/** The least that is in a later bucket than the value. */
export function toUpperEdge(ms: number): number {
  return toLowerEdge(toBucket(toWholeMs(ms)) + 1);
}

function toWholeMs(ms: number): number {
  return Math.min(longestMs, Math.max(0, Math.round(ms)));
}

function toBucket(wholeMs: number): number {
  if (wholeMs < 2 * perDoubling) return wholeMs;
  const octave = Math.floor(Math.log2(wholeMs)) - bitsPerDoubling;
  return octave * perDoubling + Math.floor(wholeMs / 2 ** octave);
}

function toLowerEdge(bucket: number): number {
  const octave = Math.max(0, Math.floor(bucket / perDoubling) - 1);
  return (bucket - octave * perDoubling) * 2 ** octave;
}

function toMiddle(bucket: number): number {
  return Math.floor((toLowerEdge(bucket) + toLowerEdge(bucket + 1) - 1) / 2);
}

/** Where one bucket holds all values, their mean, brought to within 1 % of all that the one of this rank can be. */
function toValueOfOnly({ count, sumMs }: Histogram, bucket: number, rank: number): number {
  const [least, most] = [toLowerEdge(bucket), toLowerEdge(bucket + 1) - 1];
  const highest = least + (sumMs - count * least) / (count - rank + 1);
  const lowest = most - (count * most - sumMs) / rank;
  const from = Math.ceil(Math.min(most, highest) * 0.99);
  const to = Math.floor(Math.max(least, lowest) * 1.01);
  return Math.min(to, Math.max(from, Math.round(sumMs / count)));
}
