import "server-only";
import { addDuration, type Histogram } from "#lib/domain/durations/histogram.ts";
import { toSample } from "#lib/domain/durations/job-sample.ts";
import { toSlotRuns } from "#lib/domain/durations/rollup-level.ts";
import type { JobSummary } from "#lib/domain/job.ts";
import type { Store } from "../store/open-store.ts";
import { sumRollups } from "./sum-rollups.ts";
import { toVerdictSpan } from "./verdict-span.ts";

/** How long the other jobs of its type waited and ran that ended of themselves lately. */
export async function getUsual(
  { durations }: Pick<Store, "durations">,
  job: JobSummary,
  now: number,
): Promise<Record<"wait" | "run", Histogram>> {
  const { startAt, endAt } = toVerdictSpan(now);
  const rollups = await durations.read(
    {
      source: { include: [job.source], exclude: [] },
      type: { include: [job.type], exclude: [] },
      status: { include: [], exclude: ["canceled"] },
    },
    toSlotRuns(startAt, endAt),
  );
  const { wait, run } = sumRollups(rollups).histograms;
  const own = toSample(job);
  if (own && own.outcome !== "canceled" && own.endedAt >= startAt && own.endedAt < endAt) {
    if (own.durations.wait !== null) addDuration(wait, own.durations.wait, -1);
    if (own.durations.run !== null) addDuration(run, own.durations.run, -1);
  }
  return { wait, run };
}
