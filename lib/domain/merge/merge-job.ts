import { deriveFromEvents } from "./derive-from-events.ts";
import type { JobFact } from "../job-fact.ts";
import type { Job, JobEvent, JobStatus } from "../job.ts";
import { toArtifactText } from "./join-event.ts";
import { mergeEvents } from "./merge-events.ts";
import { isRecent, mergeFields } from "./merge-fields.ts";

export type JobChange = {
  /** The status before; null when the job was not known. */
  before: JobStatus | null;
  /** Whether anything but the progress, the events and `observedAt` differs. */
  state: boolean;
  progress: boolean;
  newEvents: JobEvent[];
  /** Whether an event that was there before was replaced, dropped, or has another `seq` now. */
  reordered: boolean;
};

/**
 * The job with what a fact says about it added. Facts may come in any order and repeatedly: an older
 * one only fills gaps, and none takes away what it merely does not mention. Only a whole read of the
 * job can say that there is no project, target, parent or progress any more, or that a job that
 * ended runs again.
 *
 * The events are the same for the same facts, with one exception: where an upstream's record
 * has an end without its error and streams told several, the first to be told is kept.
 */
export function mergeJob(known: Job | null, fact: JobFact): { job: Job; changed: JobChange } {
  const before = known ?? createJob(fact);
  const { events, newEvents, reordered } = mergeEvents(before.events, fact.events);
  const fields = { ...mergeFields(before, fact), events };
  const job = deriveFromEvents(before, fields, fact.fields, isRecent(before, fact));
  const state = known === null || toStateText(before) !== toStateText(job);
  const progress = JSON.stringify(toProgress(before)) !== JSON.stringify(toProgress(job));
  return {
    job,
    changed: { before: known?.status ?? null, state, progress, newEvents, reordered },
  };
}

function createJob({ source, id, observedAt }: JobFact): Job {
  return {
    source,
    id,
    type: "",
    status: "unknown",
    rawStatus: "",
    organizationId: null,
    project: null,
    target: null,
    parentId: null,
    createdAt: null,
    startedAt: null,
    finishedAt: null,
    updatedAt: null,
    queueMs: null,
    runMs: null,
    progress: null,
    error: null,
    events: [],
    artifacts: [],
    payloadBytes: null,
    resultsBytes: null,
    detail: null,
    cancelAskedAt: null,
    observedAt,
  };
}

function toProgress({ progress }: Job): unknown {
  return progress && [progress.fraction, progress.message];
}

function toStateText(job: Job): string {
  const {
    events: _,
    progress: __,
    observedAt: ___,
    project,
    target,
    error,
    cost,
    artifacts,
    ...state
  } = job;
  return JSON.stringify([
    Object.entries(state).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    [
      project?.id,
      project?.name,
      target?.type,
      target?.id,
      error?.code,
      error?.message,
      cost?.amount,
      cost?.unit,
    ],
    artifacts.map(toArtifactText),
  ]);
}
