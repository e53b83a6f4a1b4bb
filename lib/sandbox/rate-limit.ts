const windowMs = 60_000;

/** One key's requests in the current minute of the clock. A limit of 0 lets everything through, without headers. */
export class RateLimit {
  readonly #limit: number;
  readonly #now: () => number;
  #windowStart = -Infinity;
  #used = 0;

  constructor(requestsPerMinute: number, now: () => number) {
    this.#limit = requestsPerMinute;
    this.#now = now;
  }

  /** Whether the request is within the limit. */
  take(): boolean {
    this.#roll();
    if (this.#limit > 0 && this.#used >= this.#limit) return false;
    this.#used += 1;
    return true;
  }

  retryAfterSeconds(): number {
    return Math.max(1, Math.ceil((this.#windowStart + windowMs - this.#now()) / 1000));
  }

  headers(): Record<string, string> {
    if (this.#limit === 0) return {};
    this.#roll();
    return {
      "X-RateLimit-Limit": String(this.#limit),
      "X-RateLimit-Remaining": String(Math.max(0, this.#limit - this.#used)),
      "X-RateLimit-Reset": String(Math.ceil((this.#windowStart + windowMs) / 1000)),
    };
  }

  #roll(): void {
    const now = this.#now();
    if (now >= this.#windowStart && now < this.#windowStart + windowMs) return;
    this.#windowStart = now;
    this.#used = 0;
  }
}
