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
  /** Something changed that tables and comparisons, or the number of jobs that wait, do not follow. */
  isBehind: boolean;
};

/** What was told, and when by the server's clock. */
export type HeardChange = { at: number; change: ListChange };

/** The browser knows the server's clock about so well. */
const clockSlackMs = 2_000;
/** What begins to be kept current later than this after it was read has missed something. */
const maxUnheardMs = 5_000;

export function toLiveDurations(report: DurationsReport): LiveDurations {
  return {
    report,
    counted: new Map(Object.entries(report.recent.samples)),
    isStale: false,
    isBehind: false,
  };
}

/** From now on, by the server's clock, the report is told what changes. */
export function beginToHear(live: LiveDurations, now: number): LiveDurations {
  return now - live.report.asOf > maxUnheardMs ? { ...live, isStale: true } : live;
}

/** A newer report, with what was told since it was read: it may have been long on its way. */
export function renewDurations(
  report: DurationsReport,
  heard: readonly HeardChange[],
  query: DurationsQuery,
): LiveDurations {
  return heard
    .filter(({ at }) => at >= report.asOf - clockSlackMs)
    .reduce((live, { change }) => applyChange(live, change, query), toLiveDurations(report));
}

/** The report after jobs have changed, by the same arithmetic as the rollups. A job counts once, however often it is told. */
export function applyChange(
  live: LiveDurations,
  { changed, before = {}, missed }: ListChange,
  query: DurationsQuery,
): LiveDurations {
  const oldest = new Set(live.report.waiting.oldest.map(toJobKey));
  const isStale =
    missed === true || changed.some((job) => job.status !== "queued" && oldest.has(toJobKey(job)));
  const isBehind = changed.some((job) => {
    const was = before[toJobKey(job)];
    return was && (was.status === "queued") !== (job.status === "queued");
  });
  let next = live;
  if (isStale && !live.isStale) next = { ...next, isStale };
  if (isBehind && !live.isBehind) next = { ...next, isBehind };
  for (const job of changed) next = applyJob(next, job, query);
  return next;
}

function applyJob(
  live: LiveDurations,
  job: JobSummary,
  { filter, range: asked }: DurationsQuery,
): LiveDurations {
  const { range, recent } = live.report;
  const key = toJobKey(job);
  const known = live.counted.get(key);
  const said = toSample(job);
  const sample = said && matchesFilter(job, filter) ? said : null;
  const isMoving = typeof asked === "string" || asked.before === undefined;
  if (isMoving && sample && sample.endedAt >= range.endAt) return { ...live, isStale: true };
  const isWithin = sample && sample.endedAt >= range.startAt && sample.endedAt < range.endAt;
  const after = isWithin ? sample : null;
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
  const counted = new Map(live.counted).set(key, after);
  return { ...live, report, counted, isStale, isBehind: true };
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
