import { formatDuration } from "../format/format-duration.ts";
import type { Job } from "../job.ts";
import type { Timeline } from "../timeline/timeline.ts";

/** One stretch of two jobs' lives; null where a job has none. `isOpen`: it still grows on either side. */
export type ComparedDuration = {
  name: string;
  aMs: number | null;
  bMs: number | null;
  isOpen: boolean;
};

export type ComparedJob = { job: Job; timeline: Timeline };

type Length = { ms: number; isOpen: boolean };

/** Waiting, running, each stage by its name in the order they came, and the whole. */
export function compareDurations(a: ComparedJob, b: ComparedJob): ComparedDuration[] {
  const [ones, others] = [nameLengths(a), nameLengths(b)];
  const names = [...ones.keys(), ...[...others.keys()].filter((name) => !ones.has(name))];
  const rows = names.map((name): ComparedDuration => {
    const [one, other] = [ones.get(name), others.get(name)];
    return {
      name,
      aMs: one?.ms ?? null,
      bMs: other?.ms ?? null,
      isOpen: one?.isOpen === true || other?.isOpen === true,
    };
  });
  const [one, other] = [a.timeline, b.timeline];
  return [
    ...rows,
    { name: "In all", aMs: one.totalMs, bMs: other.totalMs, isOpen: one.isOpen || other.isOpen },
  ];
}

/** Of waiting and running the bar, or what the upstream says of it. A stage that comes twice is another one the second time. */
function nameLengths({ job, timeline }: ComparedJob): Map<string, Length> {
  const named = new Map<string, Length>();
  const add = (name: string, ms: number, isOpen = false): void => {
    let free = name;
    for (let time = 2; named.has(free); time++) free = `${name} (${time})`;
    named.set(free, { ms, isOpen });
  };
  const bars = (kind: "wait" | "run" | "stage") =>
    timeline.phases.filter((phase) => phase.kind === kind);
  const addMain = (name: string, kind: "wait" | "run", toldMs: number | null): void => {
    const [bar] = bars(kind);
    if (bar) add(name, bar.durationMs, bar.endAt === null);
    else if (toldMs !== null) add(name, toldMs);
  };
  addMain("Waited", "wait", job.queueMs);
  addMain("Ran", "run", job.runMs);
  for (const { label, durationMs, endAt } of bars("stage")) add(label, durationMs, endAt === null);
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
