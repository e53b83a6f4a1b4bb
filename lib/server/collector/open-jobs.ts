import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Source } from "../sources/source.ts";
import type { Store } from "../store/open-store.ts";
import type { Clock } from "./clock.ts";
import { sourceFaults } from "./source-faults.ts";

/** A job that is still open, and has left the newest page, is read again after so long. */
const staleMs = { open: 30_000, idle: 300_000 };
/** How soon to look again whether one is stale. */
const checkMs = { open: 5_000, idle: 60_000 };
/** A job that the upstream has forgotten is asked for again after so long. */
const missingMs = 3_600_000;
/** A read that found the end told by half, as right after it, is followed by another after so long. */
const laggingMs = 600_000;
/** So is one that failed for a reason of the job's own, or did not find the job for the first time. */
const unreadableMs = 600_000;
const maxResting = 1_000;
const maxOpen = 500;
const maxVague = 20;
const maxLeft = 100;

type Rest = { until: number; isMissing: boolean };

/** Reads jobs that have not ended, the one not heard of for longest first, and ends that a list tells vaguely. */
export function createOpenJobs(source: Source, store: Store, { now, elapsed }: Clock) {
  const resting = new Map<string, Rest>();
  let [listed, due]: [ReadonlySet<string>, string[]] = [new Set(), []];
  let checkedAt = -Infinity;
  /** Where the next look goes on: there may be more open jobs than it takes in, and none of these may have an answer. */
  let cursor: string | null = null;
  let vague: string[] = [];
  /** Jobs that a list has just lost sight of. They and those that are due take turns: either may be more than can be read. */
  let [left, wasLeft]: [string[], boolean] = [[], false];

  const toRef = (id: string) => ({ source: source.name, id });
  const isResting = (id: string) => elapsed() < (resting.get(id)?.until ?? 0);

  function rest(id: string, ms: number, isMissing = false): void {
    if (resting.size >= maxResting) resting.clear();
    resting.set(id, { until: elapsed() + ms, isMissing });
  }

  async function findDue(isLookedAt: boolean): Promise<string[]> {
    const { jobs, next } = await store.listPage({
      source: { include: [source.name], exclude: [] },
      status: { include: ["running", "queued", "unknown"], exclude: [] },
      sort: { by: "created", descending: false },
      limit: maxOpen,
      ...(cursor !== null && { cursor }),
    });
    cursor = next;
    const staleBefore = now() - (isLookedAt ? staleMs.open : staleMs.idle);
    return jobs
      .filter(({ id, observedAt }) => observedAt < staleBefore && !listed.has(id))
      .filter(({ id }) => !isResting(id))
      .toSorted((a, b) => a.observedAt - b.observedAt)
      .map(({ id }) => id);
  }

  /** Those whose end is known from the list alone. */
  async function findVague(): Promise<string[]> {
    const unread: string[] = [];
    for (const id of vague) {
      if (unread.length === maxVague) break;
      if (!isResting(id) && (await store.findReadAt(toRef(id))) === null) unread.push(id);
    }
    return unread;
  }

  /** Those first in line whose end has been read meanwhile, whoever did. */
  async function dropSettled(ids: string[]): Promise<void> {
    for (let [id] = ids; id !== undefined && (await isSettled(id)); [id] = ids) ids.shift();
  }

  async function isSettled(id: string): Promise<boolean> {
    const job = await store.findJob(toRef(id));
    return job !== undefined && hasEnded(job) && (await store.findReadAt(toRef(id))) !== null;
  }

  /** A job that the upstream twice did not know may have ended or not: nobody can tell. */
  async function markForgotten(id: string, observedAt: number): Promise<void> {
    const job = await store.findJob(toRef(id));
    if (!job || hasEnded(job) || job.status === "unknown") return;
    const fields = { status: "unknown", rawStatus: job.rawStatus } as const;
    await store.ingest({ ...toRef(id), origin: "list", observedAt, fields, events: [] });
  }

  return {
    /** What the newest page holds is kept current by reading that, but for ends that it tells vaguely of jobs that are kept. */
    listed(facts: readonly JobFact[], isKept: (fact: JobFact) => boolean): void {
      listed = new Set(facts.map(({ id }) => id));
      if (source.capabilities.vagueList)
        vague = facts.filter((fact) => hasEnded(fact.fields) && isKept(fact)).map(({ id }) => id);
    },
    /** These were in flight, and are no more: they are read soon. */
    left(ids: readonly string[]): void {
      const fresh = ids.filter((id) => !isResting(id));
      left = Array.from(new Set([...fresh, ...left])).slice(0, maxLeft);
    },
    async isDue(isLookedAt: boolean): Promise<boolean> {
      const everyMs = isLookedAt ? checkMs.open : checkMs.idle;
      if (due.length === 0 && elapsed() - checkedAt >= everyMs) {
        checkedAt = elapsed();
        due = [...(await findDue(isLookedAt)), ...(await findVague())];
      }
      await dropSettled(left);
      await dropSettled(due);
      return left.length + due.length > 0;
    },
    async readOne(signal: AbortSignal): Promise<void> {
      wasLeft = left.length > 0 && (!wasLeft || due.length === 0);
      const id = (wasLeft ? left : due).shift();
      if (id === undefined) return;
      const askedAt = now();
      try {
        const fact = await source.getJob(id, { priority: "background", signal });
        resting.delete(id);
        await store.ingest(fact);
        if (fact.isLagging && hasEnded(fact.fields)) rest(id, laggingMs);
      } catch (error) {
        if (!(error instanceof ProblemError) || sourceFaults.has(error.code)) throw error;
        const isMissing = error.code === "not_found";
        const isForgotten = isMissing && resting.get(id)?.isMissing === true;
        rest(id, isForgotten ? missingMs : unreadableMs, isMissing);
        if (isForgotten) await markForgotten(id, askedAt);
      }
    },
  };
}

function hasEnded({ status }: Pick<JobFact["fields"], "status">): boolean {
  return status !== undefined && isTerminal(status);
}
