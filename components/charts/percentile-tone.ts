import type { PercentileName } from "#lib/domain/durations/durations-report.ts";

/** Apart in lightness and in width, so that they are told apart without their hue; each line bears its name as well. */
export const percentileTones: Readonly<Record<PercentileName, { color: string; width: number }>> = {
  p50: { color: "var(--chart-1)", width: 2.5 },
  p90: { color: "var(--chart-2)", width: 2 },
  p95: { color: "var(--chart-3)", width: 1.75 },
  p99: { color: "var(--chart-4)", width: 1.5 },
};
