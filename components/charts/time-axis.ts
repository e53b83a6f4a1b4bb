import { formatStep } from "#lib/domain/durations/axis-ticks.ts";
import type { Slot } from "#lib/domain/durations/durations-report.ts";

/** The axis of both charts over time, so that what stands above each other happened together. */
export function toTimeAxis(slots: readonly Slot[], stepMs: number, zone: string) {
  const firstAt = slots[0]?.startAt;
  return {
    dataKey: "startAt",
    type: "category",
    scale: "band",
    interval: "equidistantPreserveStart",
    minTickGap: 24,
    tickFormatter: (at: number) => formatStep(at, stepMs, zone, at === firstAt),
    tick: { fontSize: 11, fill: "var(--muted)" },
    tickLine: false,
    axisLine: { stroke: "var(--line-strong)" },
    height: 24,
  } as const;
}

export const valueAxis = {
  tick: { fontSize: 11, fill: "var(--muted)" },
  tickLine: false,
  axisLine: false,
} as const;

/** A chart is as large as the box it stands in. */
export const fillBox = { width: "100%", height: "100%" };

export const chartMargin = { top: 12, right: 40, bottom: 0, left: 4 };
export const yAxisWidth = 64;
