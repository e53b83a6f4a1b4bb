import "server-only";

const minMs = 1_000;
const maxMs = 3_600_000;

/**
 * Milliseconds to wait by a `Retry-After` header (RFC 9110: seconds or an HTTP date), held between
 * one second and one hour; null when the header is missing or is neither.
 */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === "") return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, minMs), maxMs) : null;
}
