import "server-only";
import { setTimeout } from "node:timers/promises";
import type { JobRef, JobStatus } from "#lib/domain/job.ts";
import type { ListOrder } from "#lib/domain/list-filter.ts";
import type { FailingSource } from "#lib/domain/live-frame.ts";
import { overviewLimits, type Overview } from "#lib/domain/overview.ts";
import { toSummary } from "#lib/domain/to-summary.ts";
import { listFailing } from "../collector/list-failing.ts";
import type { Gantry } from "../gantry.ts";
import type { Store } from "../store/open-store.ts";

/** What is new is waited for this long; by somebody who opens a Gantry that knows no job yet, longer. */
const [patienceMs, firstPatienceMs] = [250, 3_000];

type OverviewGantry = Pick<Gantry, "store" | "sources"> & {
  collector: Pick<Gantry["collector"], "states" | "readIfOld">;
};

/** What the first page shows: running now, failed lately, and what else ended. What a source is slow to tell comes live. */
export async function getOverview(
  gantry: OverviewGantry,
  kept: { pinned: readonly JobRef[]; opened: readonly JobRef[] },
): Promise<Overview> {
  const { store, collector, sources } = gantry;
  const isRead = collector.readIfOld().then(() => true);
  const isEmpty = Object.values(await readLists(store)).every(({ length }) => length === 0);
  const wait = setTimeout(isEmpty ? firstPatienceMs : patienceMs, false, { ref: false });
  const isInTime = await Promise.race([isRead, wait]);
  const unheard = isEmpty && !isInTime ? listUnheard(gantry) : [];
  const lists = await readLists(store);
  const failing = listFailing(sources.values(), collector.states());
  const find = async (refs: readonly JobRef[]) => {
    const jobs = await Promise.all(refs.map((ref) => store.findJob(ref)));
    return jobs.flatMap((job) => (job ? [toSummary(job)] : []));
  };
  const [pinned, opened] = await Promise.all([find(kept.pinned), find(kept.opened)]);
  return { ...lists, problems: [...failing, ...unheard], pinned, opened };
}

async function readLists(store: Store): Promise<Pick<Overview, "running" | "failed" | "recent">> {
  const list = async (status: JobStatus[], by: ListOrder, limit: number) => {
    const { jobs } = await store.listPage({
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
  return { running, failed, recent };
}

/** The sources that have told nothing yet, not even a failure. */
function listUnheard({ collector, sources }: OverviewGantry): FailingSource[] {
  const states = collector.states();
  return Array.from(sources.values()).flatMap(({ name, label, capabilities }) => {
    const { lastSuccessAt = null, failure = null } = states.get(name) ?? {};
    const isUnheard = capabilities.list && lastSuccessAt === null && failure === null;
    return isUnheard ? [{ label, message: "It has not answered yet." }] : [];
  });
}
