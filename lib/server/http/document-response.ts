import "server-only";
import type { JobRef } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { getJob, type JobContext } from "../jobs/get-job.ts";
import { toByteStream } from "./byte-stream.ts";
import type { DocumentPart } from "../store/document-queries.ts";

/**
 * The upstream's bytes of one part, secrets masked and nothing else changed. Read and sent piece by piece.
 * Reads the job first when it is not known yet.
 */
export async function toDocumentResponse(
  context: JobContext,
  ref: JobRef,
  part: DocumentPart,
): Promise<Response> {
  if ((await context.store.findReadAt(ref)) === null) await getJob(context, ref);
  const opened = await context.store.openDocumentPart(ref, part);
  if (!opened)
    throw new ProblemError("not_found", `This job has no ${part === "raw" ? "document" : part}.`);
  return new Response(toByteStream(opened.chunks), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
