import "server-only";
import { getAcceptedEncoding, keepEncoding } from "../front/page-status.ts";
import { getGantry } from "../gantry.ts";
import type { DocumentPart } from "../store/document-queries.ts";
import { toDocumentResponse } from "./document-response.ts";
import { readJobRef, type JobParams } from "./job-params.ts";
import { route } from "./route.ts";

/** Answers GET with the text of one part of a job. */
export function documentRoute(part: DocumentPart) {
  return route<JobParams>(async (request, context) =>
    keepEncoding(
      await toDocumentResponse(await getGantry(), {
        ref: await readJobRef(context),
        part,
        acceptEncoding: getAcceptedEncoding(request),
      }),
    ),
  );
}
