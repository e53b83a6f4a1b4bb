import "server-only";
import { jobFileMark, jobFileVersion, toJobFileName } from "#lib/domain/job-file/job-file.ts";
import { toJobKey, type JobRef } from "#lib/domain/job.ts";
import { recordAction, type Actor } from "../auth/actor.ts";
import type { JobContext } from "../jobs/get-job.ts";
import { getKnownJob } from "../jobs/get-known-job.ts";
import { toDownload } from "./byte-stream.ts";

/** The whole job as one JSON file, which the first page opens again. Payload and results stand in it as they came, secrets masked. Goes on the record. Throws rather than leave out what could not be read. */
export async function toJobFileResponse(
  context: JobContext,
  actor: Actor,
  ref: JobRef,
  link: string,
): Promise<Response> {
  const { job, problem } = await getKnownJob(context, ref);
  if (problem) throw problem;
  await recordAction(context.store, actor, {
    action: "exported",
    subject: toJobKey(ref),
    detail: "job file",
  });
  const head = JSON.stringify({ [jobFileMark]: jobFileVersion, savedAt: Date.now(), link, job });
  return toDownload(writeFile(context, ref, head.slice(0, -1)), toJobFileName(ref), {
    "content-type": "application/json; charset=utf-8",
  });
}

async function* writeFile(
  { store }: JobContext,
  ref: JobRef,
  head: string,
): AsyncGenerator<Uint8Array | string, void> {
  yield head;
  for (const part of ["payload", "results"] as const) {
    yield `,"${part}":`;
    const opened = await store.openDocumentPart(ref, part);
    if (opened) yield* opened.chunks;
    else yield "null";
  }
  yield "}\n";
}
