/** Which of these numbers belong to a longest subsequence that rises; negative ones never do. */
export function markLongestRising(values: Int32Array): Uint8Array {
  const tails: number[] = [];
  const before = new Int32Array(values.length).fill(-1);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? -1;
    if (value < 0) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((values[tails[middle] ?? -1] ?? -1) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = index;
  }
  const marked = new Uint8Array(values.length);
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) marked[at] = 1;
  return marked;
}
