import "server-only";
import { toJobKey, type Artifact, type JobRef } from "#lib/domain/job.ts";
import { listArtifacts } from "#lib/domain/list-artifacts.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { recordAction, type Actor } from "../auth/actor.ts";
import type { ArtifactBody } from "../sources/source.ts";
import { findSource } from "./find-source.ts";
import { getJob, type JobContext } from "./get-job.ts";

type Wanted = { fileId: string; nodeId: string | null };

/**
 * One of a job's own artifacts, read through its upstream; a file that is taken away goes on the record,
 * a picture that is looked at does not. Throws `file_not_found` for any other.
 */
export async function openArtifact(
  context: JobContext,
  actor: Actor,
  ref: JobRef,
  { fileId, nodeId }: Wanted,
  signal: AbortSignal,
): Promise<ArtifactBody & { artifact: Artifact }> {
  const source = findSource(context.sources, ref);
  if (!source.openArtifact)
    throw new ProblemError("not_supported", `${source.label} keeps no files that Gantry can open.`);
  const job = (await context.store.findJob(ref)) ?? (await getJob(context, ref)).job;
  const artifact = listArtifacts(job).find(
    (each) => each.fileId === fileId && (nodeId === null || each.nodeId === nodeId),
  );
  if (!artifact) throw new ProblemError("file_not_found", "This job has no such artifact.");
  const body = await source.openArtifact(ref.id, artifact, { priority: "person", signal });
  if (artifact.media !== "image")
    await recordAction(context.store, actor, {
      action: "exported",
      subject: toJobKey(ref),
      detail: `file ${fileId}`,
    });
  return { ...body, artifact };
}
