import { formatDuration } from "../format/format-duration.ts";
import { percentiles, type Spread, toSpread } from "./durations-report.ts";
import type { ExpectedEnd } from "./expected-end.ts";
import {
  countBetween,
  toCeiling,
  toPercentile,
  toPercentiles,
  toShareBelow,
  toUpperEdge,
  type Histogram,
} from "./histogram.ts";

/** Fewer say nothing about what is usual: the p95 of twenty is one of them. */
export const fewestSamples = 20;
export const verdictDays = 30;

/** What is usual among the other jobs of the type; null where they are too few to say. */
export function toUsual(others: Histogram): Spread | null {
  return others.count < fewestSamples ? null : toSpread(others);
}

type Words = { more: string; less: string };

const words = {
  wait: { more: "Waited longer than", less: "Waited less than" },
  run: { more: "Slower than", less: "Faster than" },
} as const satisfies Record<string, Words>;

type Context = { metric: "wait" | "run"; type: string };

/** "Slower than 93 % of overlay.generate (last 30 days, 412 jobs)." */
export function describeEnded(others: Histogram, ms: number | null, context: Context): string {
  const { metric, type } = context;
  const name = metric === "wait" ? "waiting" : "running";
  if (ms === null) return `Its ${name} time is not known.`;
  const usual = toUsual(others);
  if (!usual) return describeFew(others.count, context);
  const among = `of ${type} (${describeSample(others.count)})`;
  const half = usual.p50 ?? 0;
  if (ms >= half * 0.99 && ms <= half * 1.01)
    return `${metric === "wait" ? "Waited" : "Ran"} as long as the half ${among}.`;
  const share = toShareBelow(others, ms) ?? 0;
  const isMore = share >= 0.5;
  return `${isMore ? words[metric].more : words[metric].less} ${formatShare(isMore ? share : 1 - share)} ${among}.`;
}

/** Whether 95 % of enough others are shorter. */
export function isSlow(others: Histogram, ms: number | null): boolean {
  if (ms === null || others.count < fewestSamples) return false;
  return (toShareBelow(others, ms) ?? 0) >= percentiles.p95;
}

/** For beneath a length: "usually 1 m 28 s"; undefined where too few are known to say. */
export function describeBriefly(others: Histogram, ms: number | null): string | undefined {
  const p50 = toUsual(others)?.p50 ?? null;
  if (ms === null || p50 === null) return undefined;
  if (!isSlow(others, ms)) return `usually ${formatDuration(p50)}`;
  return `longer than ${formatShare(toShareBelow(others, ms) ?? 0)} of ${others.count} jobs`;
}

/** For beneath a length that still grows. */
export function describeSoFar(others: Histogram): string {
  const p50 = toUsual(others)?.p50 ?? null;
  return p50 === null ? "so far" : `so far, usually ${formatDuration(p50)}`;
}

/** What is said of an open job from `afterMs` into its phase on, until the next. Instants are written where the zone is known. */
export type VerdictStep = { afterMs: number; text: (string | ExpectedEnd)[]; isLate: boolean };

const stepShares = [0.25, 0.5, 0.75, 0.9, percentiles.p95, percentiles.p99, 0.999];
/** Eight of ten lie between these; past the first, eight of nine before the other. */
const spreadShares = [0.1, 0.9] as const;
/** Instants that are told to the second must be so far apart to be two. */
const leastSpreadMs = 1_000;
/** How many there must be that took longer, for a spread of them to mean something. */
const fewestLonger = 5;

const verbs = {
  wait: { did: "waited", does: "Waits", ends: "start" },
  run: { did: "ran", does: "Runs", ends: "end" },
} as const;

type Phase = Context & { since: number | null };

/**
 * What can be said of a job while it waits or runs, in steps: each holds from so many milliseconds into
 * the phase on. `since` is when the phase began; null leaves instants out.
 */
export function listVerdictSteps(others: Histogram, phase: Phase): VerdictStep[] {
  if (!toUsual(others))
    return [{ afterMs: 0, text: [describeFew(others.count, phase)], isLate: false }];
  const { did, does } = verbs[phase.metric];
  const longest = formatDuration(toPercentile(others, 1));
  const text = `${does} longer than any of ${phase.type} (${describeSample(others.count)}), the longest ${did} ${longest}: it looks stuck.`;
  const endMs = toCeiling(others);
  // Where many took the same time, several of the shares are passed at once.
  const edges = [...new Set([...toPercentiles(others, stepShares).map(toUpperEdge), endMs])];
  const steps = edges.flatMap((untilMs, index) =>
    listExpected(others, { afterMs: edges[index - 1] ?? 0, untilMs }, phase),
  );
  return [...steps, { afterMs: endMs, text: [text], isLate: true }];
}

/**
 * When the phase is expected to end, as of `afterMs`, an edge of a bucket; once the first of these instants has
 * passed, by when; once the other has, anew.
 */
function listExpected(
  others: Histogram,
  { afterMs, untilMs }: { afterMs: number; untilMs: number },
  phase: Phase,
): VerdictStep[] {
  const { since, metric } = phase;
  const { did, ends } = verbs[metric];
  const shorter = countBetween(others, 0, afterMs);
  const below = shorter / others.count;
  const isLate = below >= percentiles.p95;
  const text = `${afterMs === 0 ? "As usual so far" : describeStanding(others, below, phase)}. `;
  const longer = others.count - shorter;
  if (longer < fewestLonger)
    return [
      { afterMs, text: [text, `Only ${longer} ${did} longer: no end can be foretold.`], isLate },
    ];
  const [first = 0, last = 0] = toPercentiles(
    others,
    spreadShares.map((share) => below + share * (1 - below)),
  );
  const [from, to] = [Math.max(afterMs, first), toUpperEdge(last) - 1];
  if (since === null) {
    const which = afterMs === 0 ? "8 of 10" : `Of those that ${did} this long, 8 of 10`;
    const range = `${formatDuration(from)} to ${formatDuration(last)}`;
    return [{ afterMs, text: [text, `${which} ${ends} after ${range}.`], isLate }];
  }
  const isSpread = from > afterMs && to - from >= leastSpreadMs;
  const between: VerdictStep["text"] = [
    text,
    `Expected to ${ends} between `,
    { since, from: since + from, to: since + to },
    afterMs === 0
      ? ` (8 of 10 ${ends} so).`
      : ` (of those that ${did} this long, 8 of 10 ${ends} so).`,
  ];
  const by: VerdictStep["text"] = [
    text,
    `Expected to ${ends} by `,
    { since, from: null, to: since + to },
    ` (of those that ${did} this long, 8 of 9 ${ends} so).`,
  ];
  const byMs = isSpread ? from : afterMs;
  const overMs = to + 1;
  return [
    ...(isSpread ? [{ afterMs, text: between, isLate }] : []),
    ...(byMs < untilMs ? [{ afterMs: byMs, text: by, isLate }] : []),
    ...(overMs < untilMs ? listExpected(others, { afterMs: overMs, untilMs }, phase) : []),
  ];
}

function describeStanding(others: Histogram, below: number, { metric, type }: Phase): string {
  const among = `${formatShare(below)} of ${type} (${describeSample(others.count)})`;
  const p95 = formatDuration(toPercentile(others, percentiles.p95));
  const limit = below >= percentiles.p95 ? `: 95 % took at most ${p95}` : "";
  return `${verbs[metric].does} longer than ${among} by now${limit}`;
}

function describeFew(count: number, { type }: Context): string {
  const other = count === 0 ? "no other" : count === 1 ? "one other" : `${count} other`;
  return `Too few to say whether that is usual: ${other} ${type} with a known time ended in the last ${verdictDays} days, ${fewestSamples} are needed.`;
}

const describeSample = (count: number) => `last ${verdictDays} days, ${count} jobs`;

/** Never "100 %" of all but one. */
function formatShare(share: number): string {
  return share >= 1 ? "all" : `${Math.min(99, Math.max(1, Math.floor(share * 100 + 1e-9)))} %`;
}
