import { getActor } from "#lib/server/auth/get-actor.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { toFileResponse } from "#lib/server/http/file-response.ts";
import { toImageResponse } from "#lib/server/http/image-response.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route } from "#lib/server/http/route.ts";
import { openArtifact } from "#lib/server/jobs/open-artifact.ts";

type ArtifactParams = JobParams & { params: Promise<{ artifact: string }> };

export const GET = route<ArtifactParams>(async (request, context) => {
  const actor = await getActor(request);
  const ref = await readJobRef(context);
  const { artifact: fileId } = await context.params;
  const nodeId = new URL(request.url).searchParams.get("node");
  const wanted = { fileId, nodeId };
  const opened = await openArtifact(await getGantry(), actor, ref, wanted, request.signal);
  if (opened.artifact.media !== "image") return toFileResponse(opened, wanted.fileId);
  return toImageResponse(opened, opened.artifact.label ?? wanted.fileId);
});
