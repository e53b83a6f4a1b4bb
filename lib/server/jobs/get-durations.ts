import "server-only";
import type { DurationsQuery } from "#lib/domain/durations/durations-query.ts";
import type { ChartRange } from "#lib/domain/durations/chart-range.ts";
import type { DurationsReport, FailureKind, Part } from "#lib/domain/durations/durations-report.ts";
import { toFloorEdge, toPercentile, type Histogram } from "#lib/domain/durations/histogram.ts";
import { toSample, type JobSample } from "#lib/domain/durations/job-sample.ts";
import { ceilTo, levelMs, toSlotRuns, type SlotRun } from "#lib/domain/durations/rollup-level.ts";
import { toJobKey, type JobSummary } from "#lib/domain/job.ts";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import type { Source } from "../sources/source.ts";
import type { Store } from "../store/open-store.ts";
import type { MomentReads } from "../store/rollups/duration-store.ts";
import type { Rollup } from "../store/rollups/read-rollups.ts";
import { sumBy, sumRollups, sumSlots, toNumberLists, toPeriod, toSlot } from "./sum-rollups.ts";

export type DurationsContext = {
  store: Store;
  sources: ReadonlyMap<string, Pick<Source, "label">>;
};

const maxParts = 20;
const maxSlowest = 10;
const maxFailureKinds = 10;
const samplesPerKind = 3;
const maxWaiting = 3;
/** Jobs that ended so lately are told one by one, so that a browser knows which it need not add. */
const recentMs = 600_000;
const maxRecent = 500;
const openSlots = 2;

/** Everything on the page of durations. What it costs does not depend on how many jobs there are. */
export async function getDurations(
  { store, sources }: DurationsContext,
  { filter: asked, ignored }: DurationsQuery,
  range: ChartRange,
  now: number,
): Promise<DurationsReport> {
  const { startAt, endAt, level } = range;
  const filter = await store.expandTypes(asked);
  const ended = { after: startAt - 1, before: endAt };
  const inRange: ListFilter = { ...filter, ended };
  const runs = toSlotRuns(startAt, endAt);
  const { durations } = store;
  // A browser adds what `recent` lacks, so the charts must have counted just those jobs.
  const { rollups, recent, byType, byProject } = await durations.atOneMoment(async (reads) => ({
    rollups: await reads.read(filter, [{ level, startAt, endAt }]),
    recent: await listRecent(reads, inRange, now),
    byType: await reads.read(filter, runs, { by: "type", maxParts }),
    byProject: await reads.read(filter, runs, { by: "project", maxParts }),
  }));
  const { steps, all } = sumSlots(rollups, range);
  return {
    asOf: now,
    range,
    slots: steps.map(toSlot),
    current: toPeriod(all),
    before: toPeriod(sumRollups(await durations.read(filter, toRunsBefore(range, now)))),
    histograms: toNumberLists(all),
    open: steps
      .slice(-openSlots)
      .map((step) => ({ startAt: step.startAt, histograms: toNumberLists(step.sum) })),
    recent,
    breakdowns: {
      type: toParts(byType, ({ type }) => type),
      project: await nameProjects(
        store,
        toParts(byProject, ({ project }) => project),
      ),
      source: toParts(rollups, () => null).map((part) =>
        withLabel(part, sources.get(part.source)?.label ?? part.source),
      ),
    },
    waiting: await durations.listWaiting(filter, { limit: maxWaiting }),
    slowest: await durations.listSlowest(inRange, {
      minRunMs: toThreshold(all.histograms.run, maxSlowest),
      limit: maxSlowest,
    }),
    failures: await listFailures(store, inRange, runs),
    ignored,
  };
}

async function nameProjects({ durations }: Store, parts: Part[]): Promise<Part[]> {
  const named = parts.map(async (part) => {
    const name = part.name === null ? null : await durations.findProjectName(part.name);
    return withLabel(part, name ?? part.label);
  });
  return await Promise.all(named);
}

const withLabel = (part: Part, label: string): Part => ({ ...part, label });

/** The same length of time before; as much of it as has passed of the range, when the range still runs. */
function toRunsBefore({ startAt, endAt }: ChartRange, now: number): SlotRun[] {
  const passedMs = Math.max(0, ceilTo(levelMs.hour, Math.min(endAt, now)) - startAt);
  const lengthMs = endAt - startAt;
  return toSlotRuns(startAt - lengthMs, startAt - lengthMs + passedMs);
}

/** What the `count` longest are not below; found without looking at a single job. */
function toThreshold(histogram: Histogram, count: number): number {
  if (histogram.count <= count) return 0;
  return toFloorEdge(toPercentile(histogram, 1 - count / histogram.count) ?? 0);
}

function toParts(rollups: readonly Rollup[], nameOf: (rollup: Rollup) => string | null): Part[] {
  const sums = sumBy(rollups, (rollup) => JSON.stringify([rollup.source, nameOf(rollup)]));
  return Array.from(sums.values(), ({ sum, first }) => {
    const name = nameOf(first);
    return { ...toPeriod(sum), source: first.source, name, label: name ?? "" };
  }).toSorted((a, b) => b.spreads.total.count - a.spreads.total.count);
}

async function listRecent(durations: MomentReads, filter: ListFilter, now: number) {
  const since = now - recentMs;
  const jobs = await durations.listLastEnded(filter, { since, limit: maxRecent });
  const samples: Record<string, JobSample> = {};
  for (const job of jobs) {
    const sample = toSample(job);
    if (sample) samples[toJobKey(job)] = sample;
  }
  const isCut = jobs.length === maxRecent;
  return { since: isCut ? (jobs.at(-1)?.finishedAt ?? since) + 1 : since, samples };
}

async function listFailures(
  { durations }: Store,
  filter: ListFilter,
  runs: readonly SlotRun[],
): Promise<DurationsReport["failures"]> {
  const counts = await durations.countFailures(filter, runs);
  const kinds: FailureKind[] = [];
  for (const { fingerprint, jobs } of counts.slice(0, maxFailureKinds)) {
    const samples: JobSummary[] = await durations.listFailed(filter, {
      fingerprint,
      limit: samplesPerKind,
    });
    kinds.push({ fingerprint, jobs, samples, ...(await durations.findFailureSpan(fingerprint)) });
  }
  return { kinds, totalKinds: counts.length };
}
