const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Mixes two numbers into a 32-bit seed; for a fixed `a`, distinct `b` give distinct seeds. */
export function mixSeed(a: number, b: number): number {
  let hash = (Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca6b)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Mulberry32: the same seed, the same numbers. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 ≤ x < 1 */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.next() * items.length)] ?? items[0];
  }

  /** `sigma` is the standard deviation of the logarithm. */
  logNormal(median: number, sigma: number): number {
    const gauss = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return median * Math.exp(sigma * gauss);
  }

  digits(length: number): string {
    let text = String(this.int(1, 9));
    while (text.length < length) text += this.int(0, 9);
    return text;
  }

  base32(length: number): string {
    let text = "";
    while (text.length < length) text += crockford.charAt(this.int(0, 31));
    return text;
  }

  /** `blk_01J…` */
  id(prefix: string): string {
    return `${prefix}_01J${this.base32(23)}`;
  }

  /** `job_01J…`, the time part sorting as the instants do within a year. */
  timedId(prefix: string, at: number): string {
    let time = "";
    for (let rest = Math.floor(at), i = 0; i < 7; i++, rest = Math.floor(rest / 32)) {
      time = crockford.charAt(rest % 32) + time;
    }
    return `${prefix}_01J${time}${this.base32(16)}`;
  }
}
