"use client";
import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  Tooltip,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { toLogAxis } from "#lib/domain/durations/axis-ticks.ts";
import type { PercentileName, Spread } from "#lib/domain/durations/durations-report.ts";
import type { LengthBin } from "#lib/domain/durations/length-bins.ts";
import { formatDuration, formatTick } from "#lib/domain/format/format-duration.ts";
import { percentileTones } from "./percentile-tone.ts";
import { fillBox, valueAxis, yAxisWidth } from "./time-axis.ts";
import { TooltipBox } from "./tooltip-box.tsx";

type Props = {
  bins: LengthBin[];
  spread: Spread;
  percentiles: readonly PercentileName[];
  onBin: (bin: LengthBin) => void;
};

type Place = { ms: number; count: number; bin: LengthBin };

/** A logarithmic axis has no 0: it is drawn as far left of 1 ms as 4 ms is right of it. */
const zeroMs = 0.25;
const atLeast = (ms: number) => Math.max(zeroMs, ms);

/** Recharts draws the dot of a line of one point even where it is told `false`. */
const drawNothing = () => null;

/** How often each length occurred, on a logarithmic axis. */
export default function DistributionChart({ bins, spread, percentiles, onBin }: Props) {
  const [from, to] = [atLeast(bins[0]?.fromMs ?? 1), atLeast(bins.at(-1)?.toMs ?? 10)];
  const air = Math.max((to / from) ** 0.02, 1.002);
  const { domain, ticks } = toLogAxis(from / air, to * air);
  const places: Place[] = bins.map((bin) => ({
    ms: Math.sqrt(atLeast(bin.fromMs) * atLeast(bin.toMs)),
    count: bin.count,
    bin,
  }));
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  return (
    <ComposedChart
      responsive
      style={fillBox}
      data={places}
      margin={{ top: 18, right: 16, bottom: 0, left: 4 }}
      className="cursor-pointer"
      onClick={({ activeTooltipIndex }) => {
        const bin = bins[Number(activeTooltipIndex ?? Number.NaN)];
        if (bin) onBin(bin);
      }}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="ms"
        type="number"
        scale="log"
        domain={domain}
        ticks={ticks}
        tickFormatter={formatTick}
        tick={{ fontSize: 11, fill: "var(--muted)" }}
        tickLine={{ stroke: "var(--line-strong)" }}
        axisLine={{ stroke: "var(--line-strong)" }}
        height={24}
        minTickGap={4}
      />
      <YAxis {...valueAxis} width={yAxisWidth} allowDecimals={false} />
      <Bins bins={bins} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--line-strong)" }}
        content={({ active, label }) => {
          const place = places.find(({ ms }) => ms === label);
          return active && place ? (
            <TooltipBox
              title={formatBin(place.bin)}
              lines={[
                ["jobs", String(place.count)],
                ["share", `${((place.count / Math.max(1, all)) * 100).toFixed(1)} %`],
              ]}
            />
          ) : null;
        }}
      />
      <Line
        dataKey="count"
        stroke="none"
        dot={drawNothing}
        activeDot={false}
        isAnimationActive={false}
      />
      {percentiles.map((name) => {
        const ms = spread[name];
        return (
          ms !== null && (
            <ReferenceLine
              key={name}
              x={atLeast(ms)}
              stroke={percentileTones[name].color}
              strokeDasharray="4 3"
              strokeWidth={percentileTones[name].width}
            />
          )
        );
      })}
    </ComposedChart>
  );
}

/** Recharts has no bars on a logarithmic axis: their width would have to differ. */
function Bins({ bins }: { bins: LengthBin[] }) {
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  if (!toX || !toY) return null;
  return bins.map(({ fromMs, toMs, count }) => {
    const [left, right] = [toX(atLeast(fromMs)) ?? 0, toX(atLeast(toMs)) ?? 0];
    const [top, bottom] = [toY(count) ?? 0, toY(0) ?? 0];
    return (
      <rect
        key={fromMs}
        x={left + 0.5}
        y={top}
        width={Math.max(1, right - left - 1)}
        height={Math.max(0, bottom - top)}
        fill="var(--chart-3)"
        fillOpacity={0.55}
      />
    );
  });
}

/** "59.9 s to 1 m 20 s": the upper end does not belong to it. */
export function formatBin({ fromMs, toMs }: LengthBin): string {
  if (toMs - fromMs <= 1) return formatDuration(fromMs);
  return `${formatDuration(fromMs, { precise: true })} to ${formatDuration(toMs, { precise: true })}`;
}
