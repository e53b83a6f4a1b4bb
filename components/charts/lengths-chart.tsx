"use client";
import { CartesianGrid, ComposedChart, Line, ReferenceArea, Tooltip, XAxis, YAxis } from "recharts";
import { formatSpan, toLogTicks } from "#lib/domain/durations/axis-ticks.ts";
import type { PercentileName, Slot, Spread } from "#lib/domain/durations/durations-report.ts";
import type { Metric } from "#lib/domain/durations/job-sample.ts";
import { formatDuration, formatTick } from "#lib/domain/format/format-duration.ts";
import { toAxis } from "#lib/domain/timeline/axis.ts";
import { EndLabels } from "./end-labels.tsx";
import { percentileTones } from "./percentile-tone.ts";
import { fillBox, chartMargin, toTimeAxis, valueAxis, yAxisWidth } from "./time-axis.ts";
import { TooltipBox } from "./tooltip-box.tsx";
import { useDragRange, type DraggedSlots } from "./use-drag-range.ts";

export type TimeChartProps = {
  slots: Slot[];
  stepMs: number;
  zone: string;
  /** Whether the last slot is not over yet. */
  isOpen: boolean;
  onRange: (dragged: DraggedSlots) => void;
  onSlot: (index: number) => void;
};

type Props = TimeChartProps & {
  metric: Metric;
  percentiles: readonly PercentileName[];
  isLogarithmic: boolean;
  onPoint: (index: number, fromMs: number) => void;
};

/** The percentiles of one length over time. What is not over yet is dashed. */
export default function LengthsChart(props: Props) {
  const { slots, stepMs, zone, isOpen, metric, percentiles, isLogarithmic } = props;
  const { dragged, handlers } = useDragRange(props.onRange, props.onSlot);
  const spreads = slots.map((slot) => slot.spreads[metric]);
  const values = spreads.flatMap((spread) => percentiles.map((name) => spread[name] ?? 0));
  const axis = toLengthAxis(values, isLogarithmic);
  return (
    <ComposedChart
      responsive
      style={fillBox}
      data={slots}
      margin={chartMargin}
      syncId="time"
      {...handlers}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis {...toTimeAxis(slots, stepMs, zone)} />
      <YAxis {...valueAxis} {...axis} width={yAxisWidth} tickFormatter={formatTick} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--line-strong)" }}
        content={({ active, label }) => {
          const slot = slots.find(({ startAt }) => startAt === label);
          if (!active || !slot) return null;
          const isLast = isOpen && slot === slots.at(-1);
          return (
            <TooltipBox
              title={`${formatSpan(slot.startAt, stepMs, zone)}${isLast ? ", so far" : ""}`}
              lines={toLines(slot.spreads[metric], percentiles)}
            />
          );
        }}
      />
      {percentiles.map((name) => (
        <PercentileLine key={name} name={name} {...props} />
      ))}
      <EndLabels ends={toEnds(props)} />
      {dragged && (
        <ReferenceArea
          x1={slots[dragged.first]?.startAt ?? 0}
          x2={slots[dragged.last]?.startAt ?? 0}
          fill="var(--focus)"
          fillOpacity={0.15}
        />
      )}
    </ComposedChart>
  );
}

/** Where each line ends: at its last known value. */
function toEnds({ slots, metric, percentiles, isLogarithmic }: Props) {
  const last = slots.findLast((slot) => slot.spreads[metric].count > 0)?.spreads[metric];
  return percentiles.flatMap((name) => {
    const ms = last?.[name];
    const { color } = percentileTones[name];
    return ms == null ? [] : [{ name, ms: isLogarithmic ? Math.max(1, ms) : ms, color }];
  });
}

function toLengthAxis(values: number[], isLogarithmic: boolean) {
  const highest = Math.max(1, ...values);
  if (!isLogarithmic) {
    const { lengthMs, ticksMs } = toAxis(highest);
    return { domain: [0, lengthMs], ticks: ticksMs, scale: "linear" } as const;
  }
  const lowest = Math.max(1, Math.min(...values.filter((value) => value > 0), highest));
  const [from, to] = [lowest / 1.2, highest * 1.2];
  const ticks = toLogTicks(from, to);
  return { domain: [from, to], ticks, scale: "log", allowDataOverflow: true } as const;
}

function toLines(spread: Spread, percentiles: readonly PercentileName[]): [string, string][] {
  return [
    ...percentiles
      .toReversed()
      .map((name): [string, string] => [name, formatDuration(spread[name])]),
    ["jobs", String(spread.count)],
  ];
}

function PercentileLine({
  name,
  slots,
  metric,
  isOpen,
  isLogarithmic,
  onPoint,
}: Props & { name: PercentileName }) {
  const { color, width } = percentileTones[name];
  const last = slots.length - 1;
  const toValue = (slot: Slot) => {
    const ms = slot.spreads[metric][name];
    return ms === null ? null : isLogarithmic ? Math.max(1, ms) : ms;
  };
  const indexOf = (slot: Slot) => slots.indexOf(slot);
  const line = {
    type: "linear",
    stroke: color,
    strokeWidth: width,
    isAnimationActive: false,
    connectNulls: false,
  } as const;
  const count = slots.filter((slot) => toValue(slot) !== null).length;
  const dot = { r: count > 60 ? 1 : 2, fill: color, strokeWidth: 0 };
  return (
    <>
      <Line
        {...line}
        name={name}
        dataKey={(slot: Slot) => (isOpen && indexOf(slot) === last ? null : toValue(slot))}
        dot={dot}
        activeDot={({ cx, cy, index }) => (
          <circle
            cx={cx}
            cy={cy}
            r={5}
            fill={color}
            className="cursor-pointer"
            onMouseUp={(event) => {
              event.stopPropagation();
              const fromMs = slots[index]?.spreads[metric][name];
              if (fromMs !== null && fromMs !== undefined) onPoint(index, fromMs);
            }}
          />
        )}
      />
      <Line
        {...line}
        name={`${name} so far`}
        dataKey={(slot: Slot) => (isOpen && indexOf(slot) >= last - 1 ? toValue(slot) : null)}
        strokeDasharray="4 4"
        dot={dot}
        activeDot={false}
      />
    </>
  );
}
