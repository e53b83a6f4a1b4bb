import "server-only";
import type { EventDraft, JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal, toJobKey, type Job, type JobRef } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { recordAction, requireOperator, type Actor } from "../auth/actor.ts";
import { findSource } from "./find-source.ts";
import { getJob, type JobContext } from "./get-job.ts";

/**
 * Asks the upstream to cancel a job, and reads it again. That it was asked is shown to everybody at
 * once, whatever the upstream makes of it. Throws `forbidden`, `not_supported`, or `conflict` for a
 * job that has ended.
 */
export async function cancelJob(context: JobContext, actor: Actor, ref: JobRef): Promise<Job> {
  requireOperator(actor);
  const source = findSource(context.sources, ref);
  if (!source.cancelJob)
    throw new ProblemError("not_supported", `${source.label} offers no way to cancel a job.`);
  const { job } = await getJob(context, ref);
  if (isTerminal(job.status))
    throw new ProblemError("conflict", "This job has ended: there is nothing left to cancel.");
  const note = (message: string, cancelAskedAt: number | null): Promise<unknown> =>
    context.store.ingest(toNoteFact(job, message, cancelAskedAt));

  await recordAction(context.store, actor, { action: "job_canceled", subject: toJobKey(ref) });
  await note(`Cancel asked by ${actor.name}`, Date.now());
  try {
    await source.cancelJob(ref.id, { priority: "person" });
  } catch (error) {
    if (error instanceof ProblemError) await note(`Cancel not taken: ${error.message}`, null);
    // A job that ended a moment ago is shown as it is.
    await getJob(context, ref, { refresh: true });
    throw error;
  }
  return (await getJob(context, ref, { refresh: true })).job;
}

/** Gantry's own entry in the timeline. It tells nothing of the upstream, so it is no newer than what is known. */
function toNoteFact(job: Job, message: string, cancelAskedAt: number | null): JobFact {
  const event: EventDraft = {
    at: Date.now(),
    kind: "note",
    status: null,
    rawStatus: null,
    message,
    fraction: null,
    error: null,
    artifacts: [],
    origin: "observed",
  };
  const { source, id, observedAt } = job;
  return { source, id, origin: "stream", observedAt, fields: {}, events: [event], cancelAskedAt };
}
