import { formatDuration } from "../format/format-duration.ts";
import { percentiles, type Spread, toSpread } from "./durations-report.ts";
import type { ExpectedEnd } from "./expected-end.ts";
import { toCeiling, toPercentile, toShareBelow, type Histogram } from "./histogram.ts";

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

/** For beneath a length: "usually 1 m 28 s"; undefined where too few are known to say. */
export function describeBriefly(
  others: Histogram,
  ms: number | null,
): { text: string; isSlow: boolean } | undefined {
  const usual = toUsual(others);
  if (ms === null || usual?.p50 == null || usual.p95 === null) return undefined;
  if (ms <= usual.p95) return { text: `usually ${formatDuration(usual.p50)}`, isSlow: false };
  const share = formatShare(toShareBelow(others, ms) ?? 0);
  return { text: `longer than ${share} of ${others.count} jobs`, isSlow: true };
}

/** For beneath a length that still grows. */
export function describeSoFar(others: Histogram): string {
  const p50 = toUsual(others)?.p50 ?? null;
  return p50 === null ? "so far" : `so far, usually ${formatDuration(p50)}`;
}

/** What is said of an open job from `afterMs` into its phase on, until the next. Instants are written where the zone is known. */
export type VerdictStep = { afterMs: number; text: (string | ExpectedEnd)[]; isLate: boolean };

const stepShares = [0, 0.25, 0.5, 0.75, 0.9, percentiles.p95, percentiles.p99, 0.999];
/** Eight of ten lie between these; past the first, eight of nine before the other. */
const spreadShares = [0.1, 0.9] as const;
/** How many there must be that took longer, for a spread of them to mean something. */
const fewestLonger = 5;

/**
 * What can be said of a job while it waits or runs, in steps: each holds from so many milliseconds into
 * the phase on. `since` is when the phase began; null leaves instants out.
 */
export function listVerdictSteps(
  others: Histogram,
  { metric, type, since }: Context & { since: number | null },
): VerdictStep[] {
  if (!toUsual(others))
    return [{ afterMs: 0, text: [describeFew(others.count, { metric, type })], isLate: false }];
  const among = `of ${type} (${describeSample(others.count)})`;
  const [did, does, ends] =
    metric === "wait" ? ["waited", "Waits", "start"] : ["ran", "Runs", "end"];
  const standings: Standing[] = [];
  for (const share of stepShares) {
    const afterMs = share === 0 ? 0 : (toPercentile(others, share) ?? 0);
    if (afterMs <= (standings.at(-1)?.afterMs ?? -1)) continue;
    const isLate = share >= percentiles.p95;
    const text =
      share === 0
        ? `As usual so far.`
        : `${does} longer than ${formatShare(share)} ${among} by now${isLate ? `: 95 % took at most ${formatDuration(toPercentile(others, percentiles.p95))}` : ""}.`;
    standings.push({ afterMs, text: `${text} `, isLate });
  }
  const text = `${does} longer than any ${among}, the longest ${did} ${formatDuration(toPercentile(others, 1))}: it looks stuck.`;
  const highest = { afterMs: toCeiling(others), text: [text], isLate: true };
  const steps = standings.flatMap((standing, index) => {
    const untilMs = standings[index + 1]?.afterMs ?? highest.afterMs;
    return listExpected(others, { ...standing, untilMs }, { since, did, ends });
  });
  return [...steps.filter(({ afterMs }) => afterMs < highest.afterMs), highest];
}

type Standing = { afterMs: number; text: string; isLate: boolean };

/** When the phase is expected to end, as of `afterMs`; once the first of these instants has passed, by when. */
function listExpected(
  others: Histogram,
  { afterMs, untilMs, text, isLate }: Standing & { untilMs: number },
  { since, did, ends }: { since: number | null; did: string; ends: string },
): VerdictStep[] {
  const below = afterMs === 0 ? 0 : (toShareBelow(others, afterMs) ?? 0);
  const longer = Math.round((1 - below) * others.count);
  if (longer < fewestLonger)
    return [
      { afterMs, text: [text, `Only ${longer} ${did} longer: no end can be foretold.`], isLate },
    ];
  const [from = 0, to = 0] = spreadShares.map((share) =>
    Math.max(afterMs, toPercentile(others, below + share * (1 - below)) ?? 0),
  );
  if (since === null) {
    const which = afterMs === 0 ? "8 of 10" : `Of those that ${did} this long, 8 of 10`;
    const range = `${formatDuration(from)} to ${formatDuration(to)}`;
    return [{ afterMs, text: [text, `${which} ${ends} after ${range}.`], isLate }];
  }
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
  return [
    ...(from > afterMs ? [{ afterMs, text: between, isLate }] : []),
    ...(from < untilMs ? [{ afterMs: from, text: by, isLate }] : []),
  ];
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
