import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal, type JobSummary } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Hub } from "../live/hub.ts";
import type { Source } from "../sources/source.ts";
import type { Store } from "../store/open-store.ts";

const intervalMs = 5_000;
const pageSize = 100;
/** Failures are rare enough to be missing from the newest page, so a person's look asks for them. */
const failedPageSize = 20;
/** Open jobs that have left the newest page are read one by one, this many each round. */
const openReadsPerRound = 3;

export type NewestOptions = {
  sources: ReadonlyMap<string, Source>;
  store: Store;
  hub: Pick<Hub, "stats">;
  onError(error: unknown): void;
};

/**
 * Keeps the newest jobs of each source in the store while somebody looks at a list, and asks
 * nothing while nobody does.
 */
export function createNewestReader({ sources, store, hub, onError }: NewestOptions) {
  const running = new Map<string, Promise<ProblemError | null>>();
  const lastRead = new Map<string, { at: number; problem: ProblemError | null }>();
  const timer = setInterval(() => {
    if (hub.stats().listViewers === 0) return;
    for (const source of sources.values()) read(source, "background").catch(onError);
  }, intervalMs).unref();

  function read(source: Source, priority: "person" | "background"): Promise<ProblemError | null> {
    const current = running.get(source.name) ?? readOnce(source, priority);
    running.set(source.name, current);
    return current.finally(() => running.delete(source.name));
  }

  async function readOnce(source: Source, priority: "person" | "background") {
    const problem = await readNewest(source, priority).then(
      () => null,
      (error: unknown) => {
        if (error instanceof ProblemError) return error;
        throw error;
      },
    );
    lastRead.set(source.name, { at: Date.now(), problem });
    return problem;
  }

  async function readNewest(source: Source, priority: "person" | "background"): Promise<void> {
    const { facts } = await source.listJobs({ limit: pageSize }, { priority });
    await store.ingestAll(facts);
    if (priority === "person") {
      const failed = await source.listJobs(
        { status: "failed", limit: failedPageSize },
        { priority },
      );
      await store.ingestAll(failed.facts);
    }
    if (source.capabilities.vagueList) await settleEnds(source, facts);
    const listed = new Set(facts.map(({ id }) => id));
    const { jobs } = await store.listJobs({
      source: { include: [source.name], exclude: [] },
      status: { include: ["running", "queued"], exclude: [] },
      sort: { by: "created", descending: false },
      limit: pageSize,
    });
    const unlisted = jobs.filter(({ id, status }) => !listed.has(id) && !isTerminal(status));
    for (const { id } of leastRecent(unlisted)) {
      const fact = await source.getJob(id, { priority: "background" }).catch(ignoreMissing);
      if (fact) await store.ingest(fact);
    }
  }

  /** Reads the newest of those whose end is told by the list alone: it may hide failures. */
  async function settleEnds(source: Source, facts: readonly JobFact[]): Promise<void> {
    let left = openReadsPerRound;
    for (const { id, fields } of facts) {
      if (left === 0) return;
      if (fields.status !== "succeeded") continue;
      if ((await store.findReadAt({ source: source.name, id })) !== null) continue;
      left -= 1;
      const fact = await source.getJob(id, { priority: "background" }).catch(ignoreMissing);
      if (fact) await store.ingest(fact);
    }
  }

  return {
    /** Reads each source's newest jobs unless that happened just now; answers with what failed. */
    async readIfOld(): Promise<Map<string, ProblemError>> {
      const failed = new Map<string, ProblemError>();
      await Promise.all(
        Array.from(sources.values(), async (source) => {
          if (!source.capabilities.list) return;
          const last = lastRead.get(source.name);
          const isFresh = last !== undefined && Date.now() - last.at < intervalMs;
          const problem = isFresh ? last.problem : await read(source, "person");
          if (problem) failed.set(source.name, problem);
        }),
      );
      return failed;
    },
    lastRead: (name: string) => lastRead.get(name) ?? null,
    close: () => clearInterval(timer),
  };
}
export type NewestReader = ReturnType<typeof createNewestReader>;

function leastRecent(jobs: JobSummary[]): JobSummary[] {
  return jobs.toSorted((a, b) => a.observedAt - b.observedAt).slice(0, openReadsPerRound);
}

/** A job that the upstream has forgotten stays as it was last known. */
function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof ProblemError && error.code === "not_found")) throw error;
}
