import type { InstantRange } from "../list-filter.ts";
import { ceilTo, floorTo, levelMs, rollupEnd, rollupOrigin } from "./rollup-level.ts";
import type { RollupLevel } from "./rollup-level.ts";

/** Whole slots of `stepMs`: `startAt` inclusive, `endAt` exclusive. */
export type ChartRange = { startAt: number; endAt: number; stepMs: number; level: RollupLevel };

const hourMs = levelMs.hour;
const dayMs = levelMs.day;

/** Ranges that move on with the clock. */
export const lastRanges = {
  "24h": { label: "24 hours", lengthMs: dayMs },
  "7d": { label: "7 days", lengthMs: 7 * dayMs },
  "30d": { label: "30 days", lengthMs: 30 * dayMs },
  "90d": { label: "90 days", lengthMs: 90 * dayMs },
  "52w": { label: "1 year", lengthMs: 52 * levelMs.week },
} as const;
export type LastRange = keyof typeof lastRanges;
export const defaultLastRange: LastRange = "7d";
export const isLastRange = (text: string): text is LastRange => Object.hasOwn(lastRanges, text);

/** Up to which length of range a step is drawn, and the slots it is made of. */
const steps = [
  { upToMs: 3 * dayMs, stepMs: hourMs, level: "hour" },
  { upToMs: 14 * dayMs, stepMs: 6 * hourMs, level: "hour" },
  { upToMs: 120 * dayMs, stepMs: dayMs, level: "day" },
  { upToMs: 3 * 365 * dayMs, stepMs: levelMs.week, level: "week" },
  { upToMs: Infinity, stepMs: levelMs.month, level: "month" },
] as const;

/** Thirty years of four weeks; what lies before is left out. */
const maxSteps = 391;

/**
 * The whole slots that a range touches. Open ends are now, and before it the default's length. Instants are
 * exclusive, as in lists. Undefined when the range ends before it begins.
 */
export function toChartRange(range: InstantRange | LastRange, now: number): ChartRange | undefined {
  if (typeof range === "string") return toLastRange(lastRanges[range].lengthMs, now);
  const until = clamp(range.before ?? Math.max(now, (range.after ?? 0) + 1) + 1);
  const since = clamp(
    range.after === undefined ? until - lastRanges[defaultLastRange].lengthMs : range.after + 1,
  );
  if (since >= until) return undefined;
  const step = chooseStep(until - since);
  const endAt = ceilTo(step.stepMs, until);
  const startAt = Math.max(floorTo(step.stepMs, since), endAt - maxSteps * step.stepMs);
  return { startAt, endAt, ...step };
}

function toLastRange(lengthMs: number, now: number): ChartRange {
  const step = chooseStep(lengthMs);
  const endAt = ceilTo(step.stepMs, clamp(now + 1));
  return { startAt: endAt - Math.ceil(lengthMs / step.stepMs) * step.stepMs, endAt, ...step };
}

function chooseStep(lengthMs: number) {
  const { stepMs, level } = steps.find(({ upToMs }) => lengthMs <= upToMs) ?? steps[4];
  return { stepMs, level };
}

function clamp(at: number): number {
  return Math.min(rollupEnd, Math.max(rollupOrigin, at));
}
