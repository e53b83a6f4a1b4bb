const baseMs = 500;
const maxMs = 30_000;

/**
 * How long to wait before try number `attempt` (0 is the first retry), in whole milliseconds: doubled
 * each time, jittered between half and whole, and never less than the upstream asked for.
 */
export function toBackoffMs(attempt: number, random: () => number, retryAfterMs = 0): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.min(attempt, 10));
  return Math.ceil(Math.max(retryAfterMs, ceiling * (0.5 + random() / 2)));
}
