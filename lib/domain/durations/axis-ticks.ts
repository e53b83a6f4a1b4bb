import { formatInstant } from "../format-instant.ts";
import { levelMs } from "./rollup-level.ts";

const second = 1_000;
const minute = 60 * second;
const hour = levelMs.hour;
const day = levelMs.day;

/** Round lengths that are about equally far apart on a logarithmic axis. */
const roundMs = [
  ...[1, 10, 100],
  ...[1, 10].map((count) => count * second),
  ...[1, 10].map((count) => count * minute),
  ...[1, 6].map((count) => count * hour),
  ...[1, 7, 30, 365].map((count) => count * day),
];
const betweenMs = [
  ...[2, 5, 20, 50, 200, 500],
  ...[2, 5, 30].map((count) => count * second),
  ...[2, 5, 30].map((count) => count * minute),
  ...[2, 3, 12].map((count) => count * hour),
  ...[2, 3, 14, 90].map((count) => count * day),
];

/** Round lengths between two ends, for a logarithmic axis; more of them where the ends are close. */
export function toLogTicks(fromMs: number, toMs: number): number[] {
  const inside = (lengths: number[]) => lengths.filter((ms) => ms >= fromMs && ms <= toMs);
  const round = inside(roundMs);
  const ticks = round.length >= 4 ? round : inside([...roundMs, ...betweenMs]);
  return ticks.toSorted((a, b) => a - b);
}

/** The beginning of a step, as short as its length allows: "14:00" in a day, else the date. */
export function formatStep(at: number, stepMs: number, zone: string): string {
  const date = formatInstant(at, zone, "date");
  const time = formatInstant(at, zone, "time").slice(0, 5);
  if (stepMs >= levelMs.week) return date;
  if (stepMs >= day) return date.slice(5);
  return time === "00:00" || stepMs > hour ? `${date.slice(5)} ${time}` : time;
}

/** From when to when a step is, for a tooltip and a table. */
export function formatSpan(at: number, stepMs: number, zone: string): string {
  const from = formatInstant(at, zone, "dateTime").slice(0, 16);
  const to = formatInstant(at + stepMs, zone, "dateTime").slice(0, 16);
  return from.slice(0, 10) === to.slice(0, 10) ? `${from} to ${to.slice(11)}` : `${from} to ${to}`;
}
