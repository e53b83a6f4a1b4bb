import "server-only";
import { parseRetryAfter } from "./retry-after.ts";

export type RateLimit = {
  limit: number | null;
  remaining: number | null;
  /** The reset header as sent: answers that share it share a window. */
  window: string | null;
  resetAt: number | null;
  /** Set on a 429 alone. */
  retryAfterMs: number | null;
};

const windowMs = 60_000;
const longestWindowMs = 3_600_000;
/** A reset in the past is a clock that runs behind ours: look again soon. */
const recheckMs = 1_000;

/** What one answer says about the request limit; a 429 that names no wait means 60 s. */
export function parseRateLimit(status: number, headers: Headers, now: number): RateLimit {
  const window = headers.get("x-ratelimit-reset");
  return {
    limit: parseCount(headers.get("x-ratelimit-limit")),
    remaining: parseCount(headers.get("x-ratelimit-remaining")),
    window,
    resetAt: parseReset(window, now),
    retryAfterMs:
      status === 429 ? (parseRetryAfter(headers.get("retry-after"), now) ?? windowMs) : null,
  };
}

function parseCount(header: string | null): number | null {
  return header !== null && /^\d{1,9}$/.test(header.trim()) ? Number(header) : null;
}

function parseReset(header: string | null, now: number): number | null {
  const seconds = parseFloat(header ?? "");
  if (!Number.isFinite(seconds)) return null;
  const aheadMs = seconds * 1_000 - now;
  if (aheadMs <= 0) return now + recheckMs;
  return now + (aheadMs > longestWindowMs ? windowMs : aheadMs);
}
