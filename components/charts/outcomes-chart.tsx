"use client";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  Rectangle,
  ReferenceArea,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatSpan } from "#lib/domain/durations/axis-ticks.ts";
import { countJobs, toFailureRate, type Slot } from "#lib/domain/durations/durations-report.ts";
import { formatFraction } from "#lib/domain/format/format-fraction.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import type { TimeChartProps } from "./lengths-chart.tsx";
import { OutcomePatterns, outcomeFills, stackedOutcomes } from "./outcome-tone.tsx";
import { fillBox, chartMargin, toTimeAxis, valueAxis, yAxisWidth } from "./time-axis.ts";
import { TooltipBox } from "./tooltip-box.tsx";
import { useDragRange } from "./use-drag-range.ts";

/** How many jobs ended, how they ended, and which share of them failed. */
export default function OutcomesChart(props: TimeChartProps) {
  const { slots, stepMs, zone, isOpen } = props;
  const { dragged, handlers } = useDragRange(props.onRange, props.onSlot);
  const last = slots.at(-1);
  return (
    <ComposedChart
      responsive
      style={fillBox}
      data={slots}
      margin={{ ...chartMargin, right: 0 }}
      syncId="time"
      className="cursor-pointer"
      {...handlers}
    >
      <OutcomePatterns />
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis {...toTimeAxis(slots, stepMs, zone)} />
      <YAxis {...valueAxis} yAxisId="jobs" width={yAxisWidth} allowDecimals={false} />
      <YAxis
        {...valueAxis}
        yAxisId="rate"
        orientation="right"
        width={52}
        domain={[0, 1]}
        ticks={[0, 0.25, 0.5, 0.75, 1]}
        tickFormatter={(share: number) => `${Math.round(share * 100)} %`}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: "var(--sunken)" }}
        content={({ active, label }) => {
          const slot = slots.find(({ startAt }) => startAt === label);
          if (!active || !slot) return null;
          const soFar = isOpen && slot === last ? ", so far" : "";
          return (
            <TooltipBox
              title={`${formatSpan(slot.startAt, stepMs, zone)}${soFar}`}
              lines={toLines(slot)}
            />
          );
        }}
      />
      {stackedOutcomes.map((outcome) => (
        <Bar
          key={outcome}
          yAxisId="jobs"
          stackId="jobs"
          name={statusWords[outcome]}
          dataKey={({ outcomes }: Slot) => outcomes[outcome]}
          fill={outcomeFills[outcome]}
          isAnimationActive={false}
          shape={(bar: { index?: number }) => (
            <Rectangle
              {...bar}
              {...(isOpen &&
                bar.index === slots.length - 1 && {
                  fillOpacity: 0.45,
                  stroke: "var(--muted)",
                  strokeDasharray: "3 3",
                })}
            />
          )}
        />
      ))}
      <Line
        yAxisId="rate"
        name="Failure rate"
        dataKey={(slot: Slot) => toFailureRate(slot)}
        stroke="var(--text)"
        strokeWidth={1.5}
        dot={{ r: slots.length > 60 ? 1 : 2, fill: "var(--text)", strokeWidth: 0 }}
        isAnimationActive={false}
      />
      {dragged && (
        <ReferenceArea
          yAxisId="jobs"
          x1={slots[dragged.first]?.startAt ?? 0}
          x2={slots[dragged.last]?.startAt ?? 0}
          fill="var(--focus)"
          fillOpacity={0.15}
        />
      )}
    </ComposedChart>
  );
}

function toLines(slot: Slot): [string, string][] {
  const rate = toFailureRate(slot);
  return [
    ...stackedOutcomes
      .toReversed()
      .map((outcome): [string, string] => [statusWords[outcome], String(slot.outcomes[outcome])]),
    ["All", String(countJobs(slot))],
    ["Failure rate", rate === null ? "–" : formatFraction(rate)],
  ];
}
