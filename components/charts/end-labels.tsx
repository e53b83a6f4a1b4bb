"use client";
import { usePlotArea, useYAxisScale } from "recharts";

type Props = { ends: { name: string; ms: number; color: string }[] };

const lineHeightPx = 12;

/** The name of each line at its end, so that nobody has to match colours; moved apart where they would overlap. */
export function EndLabels({ ends }: Props) {
  const toY = useYAxisScale();
  const plot = usePlotArea();
  if (!toY || !plot) return null;
  const wanted = ends.map((end) => ({ ...end, y: toY(end.ms) ?? 0 }));
  return spread(wanted).map(({ name, color, y }) => (
    <text key={name} x={plot.x + plot.width + 4} y={y + 4} fontSize={11} fill={color}>
      {name}
    </text>
  ));
}

function spread<T extends { y: number }>(labels: T[]): T[] {
  const placed: T[] = [];
  for (const label of labels.toSorted((a, b) => a.y - b.y)) {
    const lowest = placed.at(-1)?.y ?? -Infinity;
    placed.push({ ...label, y: Math.max(label.y, lowest + lineHeightPx) });
  }
  return placed;
}
