import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal } from "#lib/domain/job.ts";
import { ProblemError, type ProblemCode } from "#lib/domain/problem.ts";
import type { Source } from "../sources/source.ts";
import type { Store } from "../store/open-store.ts";
import type { Clock } from "./clock.ts";

/** A job that is still open, and has left the newest page, is read again after so long. */
const staleMs = { open: 30_000, idle: 300_000 };
/** How soon to look again whether one is stale. */
const checkMs = { open: 5_000, idle: 60_000 };
/** A job that the upstream has forgotten stays as it was last known, and is asked for again after so long. */
const missingMs = 3_600_000;
/** A read that found the end told by half, as right after it, is followed by another after so long. */
const laggingMs = 600_000;
/** So is one that failed for a reason of the job's own. */
const unreadableMs = 600_000;
/** These are the source's: it is down, shut or in no mood, whichever job is asked for. */
const sourceFaults: ReadonlySet<ProblemCode> = new Set([
  "upstream_unauthorized",
  "upstream_rate_limited",
  "upstream_unavailable",
]);
const maxResting = 1_000;
const maxOpen = 500;
const maxVague = 20;

/** Reads jobs that have not ended, the one not heard of for longest first, and ends that a list tells vaguely. */
export function createOpenJobs(source: Source, store: Store, { now, elapsed }: Clock) {
  const restUntil = new Map<string, number>();
  let [listed, due]: [ReadonlySet<string>, string[]] = [new Set(), []];
  let checkedAt = -Infinity;
  /** Where the next look goes on: there may be more open jobs than it takes in, and none of these may have an answer. */
  let cursor: string | null = null;
  let vague: string[] = [];

  const isResting = (id: string) => elapsed() < (restUntil.get(id) ?? 0);

  function rest(id: string, ms: number): void {
    if (restUntil.size >= maxResting) restUntil.clear();
    restUntil.set(id, elapsed() + ms);
  }

  async function findDue(isLookedAt: boolean): Promise<string[]> {
    const { jobs, next } = await store.listJobs({
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
      const ref = { source: source.name, id };
      if (!isResting(id) && (await store.findReadAt(ref)) === null) unread.push(id);
    }
    return unread;
  }

  return {
    /** What the newest page holds is kept current by reading that, but for ends that it tells vaguely. */
    listed(facts: readonly JobFact[]): void {
      listed = new Set(facts.map(({ id }) => id));
      if (source.capabilities.vagueList) vague = facts.filter(hasEnded).map(({ id }) => id);
    },
    async isDue(isLookedAt: boolean): Promise<boolean> {
      const everyMs = isLookedAt ? checkMs.open : checkMs.idle;
      if (due.length === 0 && elapsed() - checkedAt >= everyMs) {
        checkedAt = elapsed();
        due = [...(await findDue(isLookedAt)), ...(await findVague())];
      }
      return due.length > 0;
    },
    async readOne(signal: AbortSignal): Promise<void> {
      const id = due.shift();
      if (id === undefined) return;
      try {
        const fact = await source.getJob(id, { priority: "background", signal });
        await store.ingest(fact);
        if (fact.isLagging && hasEnded(fact)) rest(id, laggingMs);
      } catch (error) {
        if (!(error instanceof ProblemError) || sourceFaults.has(error.code)) throw error;
        rest(id, error.code === "not_found" ? missingMs : unreadableMs);
      }
    },
  };
}

function hasEnded({ fields: { status } }: JobFact): boolean {
  return status !== undefined && isTerminal(status);
}
