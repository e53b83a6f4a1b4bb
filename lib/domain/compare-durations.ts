import { formatDuration } from "./format-duration.ts";
import type { Phase } from "./phases.ts";
import type { Timeline } from "./timeline.ts";

/** One stretch of two jobs' lives; null where a job has none. `isOpen`: it still grows on either side. */
export type ComparedDuration = {
  name: string;
  aMs: number | null;
  bMs: number | null;
  isOpen: boolean;
};

/** Waiting, running, each stage by its name in the order they came, and the whole. */
export function compareDurations(a: Timeline, b: Timeline): ComparedDuration[] {
  const [ones, others] = [a.phases, b.phases].map(nameAll);
  if (!ones || !others) return [];
  const names = [...ones.keys(), ...[...others.keys()].filter((name) => !ones.has(name))];
  const rows = names.map((name): ComparedDuration => {
    const [one, other] = [ones.get(name), others.get(name)];
    return {
      name,
      aMs: one?.durationMs ?? null,
      bMs: other?.durationMs ?? null,
      isOpen: one?.endAt === null || other?.endAt === null,
    };
  });
  const whole = { name: "In all", aMs: a.totalMs, bMs: b.totalMs, isOpen: a.isOpen || b.isOpen };
  return [...rows, whole];
}

/** A stage that comes twice is another one the second time. */
function nameAll(phases: readonly Phase[]): Map<string, Phase> {
  const named = new Map<string, Phase>();
  for (const phase of phases) {
    const name = { wait: "Waited", run: "Ran", stage: phase.label }[phase.kind];
    let free = name;
    for (let time = 2; named.has(free); time++) free = `${name} (${time})`;
    named.set(free, phase);
  }
  return named;
}

/** What B has more or less than A: "+12 s, 1.4 times", "−310 ms", "same", "–". */
export function formatDifference(aMs: number | null, bMs: number | null): string {
  if (aMs === null || bMs === null) return "–";
  const difference = bMs - aMs;
  if (difference === 0) return "same";
  const sign = difference > 0 ? "+" : "−";
  const length = `${sign}${formatDuration(Math.abs(difference), { precise: true })}`;
  const times = bMs / aMs;
  const isTelling = aMs > 0 && bMs > 0 && (times >= 1.095 || times <= 0.905);
  return isTelling ? `${length}, ${formatTimes(times)}` : length;
}

function formatTimes(times: number): string {
  if (times >= 10) return `${Math.round(times).toLocaleString("en")} times`;
  return times >= 0.095 ? `${times.toFixed(1)} times` : "under 0.1 times";
}
