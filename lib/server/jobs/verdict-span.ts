import "server-only";
import { ceilTo, floorTo, levelMs } from "#lib/domain/durations/rollup-level.ts";
import { verdictDays } from "#lib/domain/durations/verdict.ts";

/** The whole hours of the days that a verdict goes by; `endAt` is exclusive. */
export function toVerdictSpan(now: number): { startAt: number; endAt: number } {
  const startAt = floorTo(levelMs.hour, now - verdictDays * levelMs.day);
  return { startAt, endAt: ceilTo(levelMs.hour, now + 1) };
}
