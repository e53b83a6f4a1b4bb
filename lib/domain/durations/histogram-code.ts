import { addCount, type Histogram } from "./histogram.ts";

/**
 * A histogram as whole numbers: the sum of its values, then for each bucket that holds something
 * how far it is from the one before, and its count. Empty for an empty one.
 */
export function toNumbers({ counts, count, sumMs, low, high }: Histogram): number[] {
  if (count === 0) return [];
  const numbers = [sumMs];
  let before = 0;
  for (let index = low; index <= high; index += 1) {
    const here = counts[index] ?? 0;
    if (here === 0) continue;
    numbers.push(index - before, here);
    before = index;
  }
  return numbers;
}

export function addNumbers(histogram: Histogram, numbers: readonly number[]): void {
  histogram.sumMs += numbers[0] ?? 0;
  let index = 0;
  for (let place = 1; place + 1 < numbers.length; place += 2) {
    index += numbers[place] ?? 0;
    addCount(histogram, index, numbers[place + 1] ?? 0);
  }
}

/** The same numbers in seven bits a byte, low bits first, the eighth saying that more follow. */
export function toBytes(histogram: Histogram): Uint8Array {
  const bytes: number[] = [];
  for (const number of toNumbers(histogram)) {
    let rest = number;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

/**
 * Adds what `toBytes` wrote, without anything in between: a year of charts is half a million numbers, and this loop is
 * most of what they cost.
 */
export function addBytes(histogram: Histogram, bytes: Uint8Array): void {
  const { counts } = histogram;
  const end = bytes.length;
  if (end === 0) return;
  let place = 0;
  let isSum = true;
  let index = 0;
  let added = 0;
  let first = -1;
  while (place < end) {
    let byte = bytes[place] ?? 0;
    place += 1;
    let value = byte & 0x7f;
    for (let unit = 0x80; byte >= 0x80; unit *= 0x80) {
      byte = bytes[place] ?? 0;
      place += 1;
      value += (byte & 0x7f) * unit;
    }
    if (isSum) {
      histogram.sumMs += value;
      isSum = false;
      continue;
    }
    index += value;
    byte = bytes[place] ?? 0;
    place += 1;
    let count = byte & 0x7f;
    for (let unit = 0x80; byte >= 0x80; unit *= 0x80) {
      byte = bytes[place] ?? 0;
      place += 1;
      count += (byte & 0x7f) * unit;
    }
    counts[index] = (counts[index] ?? 0) + count;
    added += count;
    if (first < 0) first = index;
  }
  histogram.count += added;
  if (first < 0) return;
  if (first < histogram.low) histogram.low = first;
  if (index > histogram.high) histogram.high = index;
}
