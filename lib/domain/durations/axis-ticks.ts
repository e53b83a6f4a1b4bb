import { formatInstant } from "../format/format-instant.ts";
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
const allMs = [...roundMs, ...betweenMs].toSorted((a, b) => a - b);

/** Round lengths between two ends, for a logarithmic axis; more of them where the ends are close. */
export function toLogTicks(fromMs: number, toMs: number): number[] {
  const inside = (lengths: number[]) => lengths.filter((ms) => ms >= fromMs && ms <= toMs);
  const round = inside(roundMs);
  return round.length >= 4 ? round : inside(allMs);
}

/** A logarithmic axis from end to end; ends too close for two round lengths give way to the next ones outside. */
export function toLogAxis(fromMs: number, toMs: number) {
  const within = toLogTicks(fromMs, toMs);
  if (within.length >= 2) return { domain: [fromMs, toMs], ticks: within };
  const low = allMs.findLast((ms) => ms <= fromMs) ?? fromMs;
  const high = allMs.find((ms) => ms >= toMs) ?? toMs;
  return { domain: [low, high], ticks: toLogTicks(low, high) };
}

/**
 * The beginning of a step on an axis, as short as its length allows: the time, at the first hour of a date and of
 * the axis with the date. Days and what is longer begin in UTC, so that is how they are named in every zone.
 */
export function formatStep(at: number, stepMs: number, zone: string, isFirst = false): string {
  const dateOf = (each: number) => formatInstant(each, stepMs < day ? zone : "UTC", "date");
  const date = dateOf(at);
  if (stepMs >= levelMs.week) return date;
  if (stepMs >= day) return date.slice(5);
  const isDated = isFirst || stepMs > hour || dateOf(at - stepMs) !== date;
  const time = formatTime(at, zone);
  return isDated ? `${date.slice(5)} ${time}` : time;
}

/** From when to when a step is, for a tooltip and a table. */
export function formatSpan(at: number, stepMs: number, zone: string): string {
  const toDate = (each: number) => formatInstant(each, zone, "date");
  const toTime = stepMs < day ? formatTime : formatClock;
  const [from, to] = [toDate(at), toDate(at + stepMs)];
  const end = toTime(at + stepMs, zone);
  return `${from} ${toTime(at, zone)} to ${from === to ? end : `${to} ${end}`}`;
}

/** With its offset where the clock shows the same an hour before or after. */
function formatTime(at: number, zone: string): string {
  const time = formatClock(at, zone);
  const isTwice = [at - hour, at + hour].some((each) => formatClock(each, zone) === time);
  const [, , offset] = formatInstant(at, zone, "exact").split(" ");
  return isTwice ? `${time} ${offset}` : time;
}

function formatClock(at: number, zone: string): string {
  return formatInstant(at, zone, "time").slice(0, 5);
}
