import "server-only";
import type { SourceName } from "#lib/domain/job.ts";
import type { SourceReport, SystemReport } from "#lib/domain/system.ts";
import { findFailure } from "../collector/list-failing.ts";
import { toBacklog } from "../collector/to-backlog.ts";
import type { Gantry } from "../gantry.ts";
import type { Source } from "../sources/source.ts";
import type { Stretch } from "../store/collector-queries.ts";
import { readVersion } from "../version.ts";

type State = ReturnType<Gantry["collector"]["states"]> extends Map<string, infer S> ? S : never;

/** How each source is doing, what is open, and what is stored. */
export async function getSystem(gantry: Gantry, now = Date.now()): Promise<SystemReport> {
  const { store, hub, collector, sources, settings, startedAt } = gantry;
  const states = collector.states();
  const reports = await Promise.all(
    Array.from(sources.values(), async (source) => {
      const counts = await countJobs(gantry, source.name);
      return toReport(source, states.get(source.name), counts, now);
    }),
  );
  const { watches, viewers, listViewers } = hub.stats();
  return {
    ...{ now, startedAt, watches, viewers, listViewers },
    version: readVersion(),
    collects: collector.isMine(),
    store: {
      ...(await countJobs(gantry)),
      bytes: await store.sizeBytes(),
      keepDays: settings.KEEP_DAYS,
    },
    residentBytes: process.memoryUsage.rss(),
    sources: reports,
  };
}

async function countJobs({ store }: Gantry, source?: SourceName) {
  const { total, counts } = await store.listJobs({
    ...(source && { source: { include: [source], exclude: [] } }),
    limit: 1,
  });
  return { jobs: total, open: counts.running + counts.queued + counts.unknown };
}

function toReport(
  source: Source,
  state: State | undefined,
  counts: { jobs: number; open: number },
  now: number,
): SourceReport {
  const { limit, isAssumed, remaining, sent } = source.budget();
  const { lastSuccessAt = null, failure = null, stretches = [] } = state ?? {};
  const isFailing = findFailure(state) !== null;
  return {
    ...counts,
    name: source.name,
    label: source.label,
    health: !source.capabilities.list
      ? "not listed"
      : isFailing
        ? "failing"
        : toHealth(state, stretches),
    lastSuccessAt,
    failure,
    lagMs: lastSuccessAt === null ? null : Math.max(0, now - lastSuccessAt),
    backlog: toBacklog(stretches),
    broken: state?.broken ?? null,
    sentLastMinute: state?.sentLastMinute ?? 0,
    budget: { limit, isAssumed, remaining, sent },
  };
}

function toHealth(state: State | undefined, stretches: readonly Stretch[]) {
  if (!state || state.lastSuccessAt === null) return "not read yet";
  if (stretches.length === 0) return "well";
  return state.backfilledAt === null ? "first reading" : "catching up";
}
