import { toJobKey, type JobSummary } from "../job.ts";
import type { ListChange } from "../live-frame.ts";
import { matchesFilter } from "../list-query/matches-filter.ts";
import type { DurationsQuery } from "./durations-query.ts";
import { toSpread, type DurationsReport, type Slot } from "./durations-report.ts";
import { addNumbers, toNumbers } from "./histogram-code.ts";
import { addDuration, createHistogram } from "./histogram.ts";
import { isSameSample, metrics, toSample, type JobSample, type Metric } from "./job-sample.ts";

/** A report that is kept current by the jobs that end. */
export type LiveDurations = {
  report: DurationsReport;
  /** What each job that was heard of counts for by now. */
  counted: ReadonlyMap<string, JobSample | null>;
  /** Something happened that only the server can tell the outcome of. */
  isStale: boolean;
};

export function toLiveDurations(report: DurationsReport): LiveDurations {
  return { report, counted: new Map(Object.entries(report.recent.samples)), isStale: false };
}

/** The charts after jobs have changed, by the same arithmetic as the rollups. A job counts once, however often it is told. */
export function applyEnded(
  live: LiveDurations,
  { changed, missed }: ListChange,
  filter: DurationsQuery["filter"],
): LiveDurations {
  let next = missed ? { ...live, isStale: true } : live;
  for (const job of changed) next = applyJob(next, job, filter);
  return next;
}

function applyJob(
  live: LiveDurations,
  job: JobSummary,
  filter: DurationsQuery["filter"],
): LiveDurations {
  const { range, recent } = live.report;
  const key = toJobKey(job);
  const known = live.counted.get(key);
  const said = toSample(job);
  const sample = said && matchesFilter(job, filter) ? said : null;
  if (sample && sample.endedAt >= range.endAt) return { ...live, isStale: true };
  const after = sample && sample.endedAt >= range.startAt ? sample : null;
  if (isSameSample(known ?? null, after)) return live;
  // Whether the server had counted it before cannot be known: it ended before those that were told one by one.
  if (known === undefined && after && after.endedAt < recent.since)
    return { ...live, isStale: true };
  let { report } = live;
  let isStale = live.isStale;
  for (const [each, times] of [
    [known, -1],
    [after, 1],
  ] as const) {
    if (!each) continue;
    isStale ||= !report.open.some((slot) => isInSlot(slot.startAt, report, each));
    report = count(report, each, times);
  }
  return { report, counted: new Map(live.counted).set(key, after), isStale };
}

function count(report: DurationsReport, sample: JobSample, times: 1 | -1): DurationsReport {
  const isHere = ({ startAt }: { startAt: number }) => isInSlot(startAt, report, sample);
  const histograms = addTo(report.histograms, sample, times);
  const open = report.open.map((slot) =>
    isHere(slot)
      ? { startAt: slot.startAt, histograms: addTo(slot.histograms, sample, times) }
      : slot,
  );
  return {
    ...report,
    histograms,
    open,
    current: {
      outcomes: addOutcome(report.current.outcomes, sample, times),
      spreads: toSpreads(histograms),
    },
    slots: report.slots.map((slot) => (isHere(slot) ? countSlot(slot, open, sample, times) : slot)),
  };
}

function countSlot(
  { startAt, outcomes, spreads }: Slot,
  open: DurationsReport["open"],
  sample: JobSample,
  times: 1 | -1,
): Slot {
  const own = open.find((each) => each.startAt === startAt);
  return {
    startAt,
    outcomes: addOutcome(outcomes, sample, times),
    spreads: own ? toSpreads(own.histograms) : spreads,
  };
}

function isInSlot(startAt: number, { range }: DurationsReport, { endedAt }: JobSample): boolean {
  return endedAt >= startAt && endedAt < startAt + range.stepMs;
}

type NumberLists = Record<Metric, number[]>;

function addTo(lists: NumberLists, { durations }: JobSample, times: 1 | -1): NumberLists {
  const next = { ...lists };
  for (const metric of metrics) {
    const ms = durations[metric];
    if (ms === null) continue;
    const histogram = toHistogram(lists[metric]);
    addDuration(histogram, ms, times);
    next[metric] = toNumbers(histogram);
  }
  return next;
}

function toSpreads({ wait, run, total }: NumberLists): Slot["spreads"] {
  return {
    wait: toSpread(toHistogram(wait)),
    run: toSpread(toHistogram(run)),
    total: toSpread(toHistogram(total)),
  };
}

export function toHistogram(numbers: readonly number[]) {
  const histogram = createHistogram();
  addNumbers(histogram, numbers);
  return histogram;
}

function addOutcome(outcomes: Slot["outcomes"], { outcome }: JobSample, times: 1 | -1) {
  return { ...outcomes, [outcome]: outcomes[outcome] + times };
}
