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

/** Adds what `toBytes` wrote, without anything in between: a year of charts is a million numbers. */
export function addBytes(histogram: Histogram, bytes: Uint8Array): void {
  let place = 0;
  function read(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 0x80) {
      const byte = bytes[place] ?? 0;
      place += 1;
      if (byte < 0x80) return value + byte * unit;
      value += (byte - 0x80) * unit;
    }
  }
  if (bytes.length === 0) return;
  histogram.sumMs += read();
  for (let index = 0; place < bytes.length;) {
    index += read();
    addCount(histogram, index, read());
  }
}
