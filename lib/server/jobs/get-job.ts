import "server-only";
import { setTimeout } from "node:timers/promises";
import { isTerminal, type Job, type JobRef } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Priority, Source } from "../sources/source.ts";
import type { Store } from "../store/open-store.ts";
import { findSource } from "./find-source.ts";
import { isRecent } from "./is-recent.ts";

/** A job in flight that was read this recently is not asked for again. */
const freshMs = 1_000;

export type JobContext = { sources: ReadonlyMap<string, Source>; store: Store };

/** `problem` says why the upstream could not be asked; `job` is then the last known state. */
export type FoundJob = { job: Job; problem: ProblemError | null };

type Options = {
  priority?: Priority;
  refresh?: boolean;
  /** So long news of a job that is known is waited for. What comes later is taken in all the same. */
  patienceMs?: number;
};

/**
 * The job, from the store when it has ended and was read since, else from the upstream. When the
 * upstream fails, the last known state is better than none; throws only when there is none.
 */
export async function getJob(
  { sources, store }: JobContext,
  ref: JobRef,
  { priority = "person", refresh = false, patienceMs }: Options = {},
): Promise<FoundJob> {
  const source = findSource(sources, ref);
  const [known, readAt] = await Promise.all([store.findJob(ref), store.findReadAt(ref)]);
  if (known && readAt !== null && !refresh) {
    if (isRecent(readAt, freshMs) || isTerminal(known.status)) return { job: known, problem: null };
  }
  const read = async () => (await store.ingest(await source.getJob(ref.id, { priority }))).job;
  try {
    const isHurried = known !== undefined && patienceMs !== undefined;
    const late = isHurried ? [failAfter(patienceMs, source.label)] : [];
    return { job: await Promise.race([read(), ...late]), problem: null };
  } catch (error) {
    if (known && error instanceof ProblemError) return { job: known, problem: error };
    throw error;
  }
}

async function failAfter(ms: number, label: string): Promise<never> {
  await setTimeout(ms, undefined, { ref: false });
  throw new ProblemError("upstream_timeout", `${label} has not answered yet.`);
}
