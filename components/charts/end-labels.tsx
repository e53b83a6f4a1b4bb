"use client";
import { usePlotArea, useYAxisScale } from "recharts";
import { spreadLabels } from "./spread-labels.ts";

type Props = { ends: { name: string; ms: number; color: string }[] };

/** The name of each line at its end, so that nobody has to match colours; moved apart where they would overlap. */
export function EndLabels({ ends }: Props) {
  const toY = useYAxisScale();
  const plot = usePlotArea();
  if (!toY || !plot) return null;
  const wanted = ends.map((end) => ({ ...end, y: toY(end.ms) ?? 0 })).toReversed();
  return spreadLabels(wanted, plot.y + plot.height).map(({ name, color, y }) => (
    <text key={name} x={plot.x + plot.width + 4} y={y + 4} fontSize={11} fill={color}>
      {name}
    </text>
  ));
}
