const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

type Options = {
  /** One decimal between 1 and 10 s: "1.9 s". For gaps, where two of them are compared by eye. */
  precise?: boolean;
};

/**
 * A length of time in its two largest units: "310 ms", "2 s", "1 m 28 s", "3 h 04 m", "2 d 3 h".
 * Rounded at the smaller unit. Less than nothing reads "0 ms"; nothing known reads "–".
 */
export function formatDuration(ms: number | null, { precise = false }: Options = {}): string {
  if (ms === null || !Number.isFinite(ms)) return "–";
  const wholeMs = Math.round(Math.max(0, ms));
  if (wholeMs < secondMs) return `${wholeMs} ms`;
  const tenths = Math.round(wholeMs / 100);
  if (precise && tenths < 100) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(wholeMs / secondMs);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${padded(seconds % 60)} s`;
  const minutes = Math.round(wholeMs / minuteMs);
  if (minutes < 1_440) return `${Math.floor(minutes / 60)} h ${padded(minutes % 60)} m`;
  const hours = Math.round(wholeMs / hourMs);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A point on an axis of time: the shortest exact form, "0", "90 ms", "1.5 s", "1 m 15 s". */
export function formatTick(ms: number): string {
  const parts: string[] = [];
  let rest = Math.round(Math.max(0, ms));
  for (const [unitMs, unit] of [
    [dayMs, "d"],
    [hourMs, "h"],
    [minuteMs, "m"],
  ] as const) {
    const count = Math.floor(rest / unitMs);
    rest -= count * unitMs;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  if (rest >= secondMs) parts.push(`${rest / secondMs} s`);
  else if (rest > 0) parts.push(`${rest} ms`);
  return parts.length === 0 ? "0" : parts.join(" ");
}

function padded(part: number): string {
  return String(part).padStart(2, "0");
}
