import "server-only";
import type { SourceReport } from "#lib/domain/system.ts";
import type { Stretch } from "../store/collector-queries.ts";

/** How much of what has to be read is read; null when that is all. */
export function toBacklog(stretches: readonly Stretch[]): SourceReport["backlog"] {
  if (stretches.length === 0) return null;
  const sum = (of: (stretch: Stretch) => number) =>
    stretches.reduce((all, one) => all + of(one), 0);
  const whole = sum(({ from, until }) => from - until);
  const done = sum(({ from, reached }) => (reached === null ? 0 : from - reached));
  return {
    fraction: Math.min(1, Math.max(0, done / Math.max(1, whole))),
    jobs: sum(({ jobs }) => jobs),
    until: Math.min(...stretches.map(({ until }) => until)),
  };
}
