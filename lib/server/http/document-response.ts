import "server-only";
import type { JobRef } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { getJob, type JobContext } from "../jobs/get-job.ts";
import { toByteStream } from "./byte-stream.ts";
import { packBody, pickEncoding } from "./pack-body.ts";
import type { DocumentPart } from "../store/document-queries.ts";

/** What is shorter goes in a packet or two as it is. */
const smallestPackedBytes = 4_096;

type DocumentRequest = { ref: JobRef; part: DocumentPart; acceptEncoding: string | null };

/**
 * The upstream's bytes of one part, secrets masked and nothing else changed. Read, packed and sent piece by
 * piece. Reads the job first when it is not known yet.
 */
export async function toDocumentResponse(
  context: JobContext,
  { ref, part, acceptEncoding }: DocumentRequest,
): Promise<Response> {
  if ((await context.store.findReadAt(ref)) === null) {
    const { problem } = await getJob(context, ref);
    if (problem) throw problem;
  }
  const opened = await context.store.openDocumentPart(ref, part);
  if (!opened) {
    const name = part === "raw" ? "document" : part;
    throw new ProblemError("not_found", `This job has no ${name}.`, { title: `No ${name}` });
  }
  const { totalBytes, chunks } = opened;
  const encoding = totalBytes < smallestPackedBytes ? null : pickEncoding(acceptEncoding);
  return new Response(toByteStream(encoding === null ? chunks : packBody(chunks, encoding)), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      // Nobody on the way packs it once more, which takes a core for seconds.
      "cache-control": "no-store, no-transform",
      "x-content-type-options": "nosniff",
      // Of the text as the upstream sent it; what is masked may be longer or shorter.
      "x-document-bytes": String(totalBytes),
      vary: "accept-encoding",
      ...(encoding !== null && { "content-encoding": encoding }),
    },
  });
}
