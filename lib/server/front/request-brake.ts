import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";

const minuteMs = 60_000;
const maxBuckets = 20_000;

type Bucket = { tokens: number; at: number; open: number };

type BrakeLimits = { perMinute: number; atOnce: number };

/**
 * Keeps one client from taking what the others need: how much it may ask in a minute, a whole
 * minute's worth at once, and how many of its requests may be open. A page of Gantry asks a handful of
 * times and then rests, so twelve tabs of one session stay far below.
 */
export function createRequestBrake() {
  const buckets = new Map<string, Bucket>();

  return {
    /** Throws `rate_limited`. Call what it returns when the request is over. */
    enter(key: string, { perMinute, atOnce }: BrakeLimits, now: number): () => void {
      const known = buckets.get(key) ?? { tokens: perMinute, at: now, open: 0 };
      const refilled = known.tokens + ((now - known.at) / minuteMs) * perMinute;
      const bucket = Object.assign(known, { tokens: Math.min(perMinute, refilled), at: now });
      buckets.delete(key);
      buckets.set(key, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > maxBuckets && oldest !== undefined) buckets.delete(oldest);
      if (bucket.tokens < 1) throw refuse(((1 - bucket.tokens) / perMinute) * minuteMs);
      if (bucket.open >= atOnce) throw refuse(1_000);
      bucket.tokens -= 1;
      bucket.open += 1;
      let isOpen = true;
      return () => {
        if (isOpen) bucket.open -= 1;
        isOpen = false;
      };
    },
  };
}

function refuse(retryAfterMs: number): ProblemError {
  return new ProblemError("rate_limited", "You ask for more than Gantry hands to one client.", {
    retryAfterMs: Math.ceil(retryAfterMs),
  });
}
