/** Which children of two containers belong together, by their places. */
export class ChildPairs {
  /** For each left one its place on the right, or -1. */
  readonly partners: Int32Array;
  /** For each right one its place on the left, or -1. */
  readonly origins: Int32Array;

  constructor(lefts: number, rights: number) {
    this.partners = new Int32Array(lefts).fill(-1);
    this.origins = new Int32Array(rights).fill(-1);
  }

  add(left: number, right: number): void {
    this.partners[left] = right;
    this.origins[right] = left;
  }

  /**
   * Pairs those that have no partner yet and share a key below `keys.size`, the n-th with the n-th,
   * where `isMeant` says so of the key. Answers whether there were any.
   */
  addInTurn(
    keys: { left: Int32Array; right: Int32Array; size: number },
    isMeant: (key: number) => boolean,
  ): boolean {
    const first = new Int32Array(keys.size).fill(-1);
    const following = new Int32Array(keys.right.length);
    for (let right = keys.right.length - 1; right >= 0; right--) {
      const key = keys.right[right] ?? -1;
      if (key < 0 || this.origins[right] !== -1 || !isMeant(key)) continue;
      following[right] = first[key] ?? -1;
      first[key] = right;
    }
    let hasAny = false;
    for (const [left, key] of keys.left.entries()) {
      const right = key < 0 ? -1 : (first[key] ?? -1);
      if (right < 0 || this.partners[left] !== -1) continue;
      first[key] = following[right] ?? -1;
      this.add(left, right);
      hasAny = true;
    }
    return hasAny;
  }
}

/** How often each key below `size` is there. */
export function countKeys(keys: Int32Array, size: number): Uint32Array {
  const times = new Uint32Array(size);
  for (const key of keys) if (key >= 0) times[key] = (times[key] ?? 0) + 1;
  return times;
}
