import "server-only";
import { setTimeout } from "node:timers/promises";
import type { JobRef, JobStatus } from "#lib/domain/job.ts";
import type { ListOrder } from "#lib/domain/list-filter.ts";
import { overviewLimits, type Overview } from "#lib/domain/overview.ts";
import { toSummary } from "#lib/domain/to-summary.ts";
import type { Gantry } from "../gantry.ts";

/** A person waits this long for an upstream before the store's copy is shown as it is. */
const patienceMs = 3_000;

/** What the first page shows: running now, failed lately, and what else ended. */
export async function getOverview(
  { store, collector, sources }: Gantry,
  kept: { pinned: readonly JobRef[]; opened: readonly JobRef[] },
): Promise<Overview> {
  const failures = await Promise.race([
    collector.readIfOld(),
    setTimeout(patienceMs, undefined, { ref: false }),
  ]);
  const list = async (status: JobStatus[], by: ListOrder, limit: number) => {
    const { jobs } = await store.listJobs({
      status: { include: status, exclude: [] },
      sort: { by, descending: true },
      limit,
    });
    return jobs;
  };
  const [running, failed, recent] = await Promise.all([
    list(["running", "queued", "unknown"], "created", overviewLimits.running),
    list(["failed", "partial"], "ended", overviewLimits.failed),
    list(["succeeded", "canceled"], "ended", overviewLimits.recent),
  ]);
  const problems = Array.from(failures ?? [], ([name, { message }]) => ({
    label: sources.get(name)?.label ?? name,
    message,
  }));
  const find = async (refs: readonly JobRef[]) => {
    const jobs = await Promise.all(refs.map((ref) => store.findJob(ref)));
    return jobs.flatMap((job) => (job ? [toSummary(job)] : []));
  };
  const [pinned, opened] = await Promise.all([find(kept.pinned), find(kept.opened)]);
  return { running, failed, recent, problems, pinned, opened };
}
