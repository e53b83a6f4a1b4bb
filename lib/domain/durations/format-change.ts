/** A number against the one before it: "p95 +12 %, 1 m 20 s before". */
export function formatChange(
  now: number | null,
  before: number | null,
  format: (value: number) => string,
  what = "",
): string {
  if (before === null) return "nothing before to compare";
  if (now === before) return `${what}as before`;
  if (now === null || before === 0) return `${what}${format(before)} before`;
  const change = Math.round((now / before - 1) * 100);
  const times = now / before;
  if (change === 0) return `${what}as before`;
  const words =
    times >= 3
      ? `×${times >= 10 ? Math.round(times) : times.toFixed(1)}`
      : `${change > 0 ? "+" : "−"}${Math.abs(change)} %`;
  return `${what}${words}, ${format(before)} before`;
}
