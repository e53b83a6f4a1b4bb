const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const stepsMs = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * hour),
  ...[2, 5, 10, 15, 30, 60, 150, 365].map((count) => count * day),
];
const maxSteps = 5;

/** `ticksMs` begins at 0 and ends at `lengthMs`. */
export type Axis = { lengthMs: number; ticksMs: number[] };

/** An axis of four to six ticks at round steps that is at least so long. */
export function toAxis(spanMs: number): Axis {
  const neededMs = Number.isFinite(spanMs) ? Math.max(maxSteps, spanMs) : maxSteps;
  let stepMs = stepsMs.find((candidate) => neededMs <= candidate * maxSteps);
  if (stepMs === undefined) {
    stepMs = 365 * day;
    while (neededMs > stepMs * maxSteps) stepMs *= 2;
  }
  const step = stepMs;
  const count = Math.ceil(neededMs / step);
  return {
    lengthMs: count * step,
    ticksMs: Array.from({ length: count + 1 }, (_, index) => index * step),
  };
}
